import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const LINES_MAX = 300;
/** Made by a generator, or a table that grows by its nature. */
const EXEMPT = new Set(['src/kernel/db/tables.ts', 'widgets/ui/api-types.ts']);

it(`no source file is longer than ${LINES_MAX} lines`, () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'widgets', 'scripts'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file) && !EXEMPT.has(file));
  expect(files.length).toBeGreaterThan(100);
  const long = files
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX + 1);
  expect(long).toEqual([]);
});
