import { z } from 'zod';
import { acceptProposals, type Proposal, proposeRouting, readSuccess } from '../../metrics/index.ts';
import type { CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, whole } from './command-options.ts';

const DAY_MS = 86_400_000;

const Options = z.object({
  days: whole.min(1, 'must be at least 1').max(400, 'must be at most 400').default(30),
  share: whole.min(1, 'must be at least 1').max(99, 'must be at most 99').default(50),
  accept: z.string().optional(),
  live: flag,
  json: flag,
});

/** Tells what measured success speaks for; with `--accept NAME` or `all`, makes it an experiment. */
export async function runPropose(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Options);
  if (Array.isArray(given)) return misused(context, 'routing', given);
  const { days, share, accept, live, json } = given.options;
  const db = await context.openDatabase();
  const { clock } = context;
  const cells = await readSuccess(db.query, {
    sinceMs: clock.nowMs() - days * DAY_MS,
    livemode: live === true,
  });
  const proposals = proposeRouting(cells);
  const wanted = proposals.filter(({ name }) => accept === 'all' || accept === name);
  if (accept !== undefined && wanted.length === 0) {
    context.printError(`Nothing that was measured speaks for ${accept}.`);
    return 1;
  }
  const accepted =
    accept === undefined
      ? null
      : await acceptProposals({ db, clock }, { proposals: wanted, share, acceptedBy: 'command_line' });
  if (json) context.print(JSON.stringify({ proposals, version: accepted?.version ?? null }));
  else print(context, proposals);
  if (accepted !== null && !json)
    context.print(`Version ${accepted.version}: ${share} of 100 payments follow ${wanted.length} proposals.`);
  return 0;
}

const points = (share: number): string => (share * 100).toFixed(1);

function print(context: CliContext, proposals: readonly Proposal[]): void {
  if (proposals.length === 0) context.print('Nothing that was measured speaks for a change.');
  for (const { name, fared, gain } of proposals) {
    context.print(`${name}: +${points(gain.value)} points (${points(gain.low)} to ${points(gain.high)})`);
    for (const { name: who, paid, ended, success } of fared)
      context.print(
        `  ${who.padEnd(16)} ${paid} of ${ended} paid, ${points(success?.low ?? 0)}–${points(success?.high ?? 0)} %`,
      );
  }
}
