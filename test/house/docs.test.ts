import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeVariables } from '../../src/app/describe-variables.ts';
import { describeAccounts } from '../support/describe-accounts.ts';
import { describeExample } from '../support/describe-example.ts';

it('the README lists every environment variable as the code reads it', () => {
  expect(readFileSync('README.md', 'utf8'), 'run npm run docs').toContain(describeVariables());
});

it('the chart of accounts in the docs is the one of the code', () => {
  expect(readFileSync('docs/LEDGER.md', 'utf8'), 'run npm run docs').toContain(describeAccounts());
});

it('the example of the docs is the program that the tests run', () => {
  expect(readFileSync('docs/CLIENT.md', 'utf8'), 'run npm run docs').toContain(describeExample());
});

it('only the configuration reads the environment', async () => {
  const { execFileSync } = await import('node:child_process');
  const files = execFileSync('git', ['grep', '-l', 'process\\.env', '--', 'src'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(files.filter((file) => !file.endsWith('.test.ts')).sort()).toEqual([
    'src/app/children.ts',
    'src/app/cli/main.ts',
    'src/demo/main.ts',
    'src/main.ts',
    'src/sandbox/main.ts',
  ]);
});
