import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { newId } from '../../kernel/id.ts';
import type { CliContext } from './command.ts';
import { statesCommand } from './states.ts';

async function run(...args: string[]) {
  const lines: string[] = [];
  const problems: string[] = [];
  const context: CliContext = {
    stdin: process.stdin,
    print: (line) => lines.push(line),
    printError: (line) => problems.push(line),
    clock: systemClock(),
    newId,
    livemode: false,
    openDatabase: () => Promise.reject(new Error('tables of states need no database')),
  };
  return { exitCode: await statesCommand.run(args, context), text: lines.join('\n'), problems };
}

it('prints every table, one by its name, and draws them', async () => {
  const all = await run();
  expect(all.exitCode).toBe(0);
  for (const name of ['payment', 'attempt', 'refund', 'dispute', 'gateway event', 'review', 'conversation'])
    expect(all.text).toContain(`\n${name}:`);
  const one = await run('gateway', 'event');
  expect(one.text).toMatch(/^gateway event: .*\n {2}received +begins {2}> received, applied/);
  const drawn = await run('--mermaid', 'dispute');
  expect(drawn.text.split('\n')).toEqual([
    'stateDiagram-v2',
    '  [*] --> opened',
    '  opened --> won',
    '  opened --> lost',
    '  won --> [*]',
    '  lost --> [*]',
  ]);
});

it('a name that no table has is a wrong call', async () => {
  expect((await run('moods')).exitCode).toBe(2);
  expect((await run('--json')).exitCode).toBe(2);
});
