import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sheets = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'widgets/*.css'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean);

/** Properties and values that name a side of the screen rather than of the text. */
const PHYSICAL =
  /(^|[\s;{])((margin|padding|border)-(left|right|top|bottom)|(scroll-)?(margin|padding)-(left|right)|left|right|top|bottom|(float|clear|text-align)\s*:\s*(left|right)|border-(top|bottom)-(left|right)-radius)\b\s*:?/;

const linesOf = (sheet: string) =>
  readFileSync(sheet, 'utf8')
    .split('\n')
    .map((line, at) => ({ where: `${sheet}:${at + 1}`, line: line.trim() }));

it('every style follows the direction of the text, so that a language from right to left needs no second sheet', () => {
  expect(sheets.length).toBeGreaterThan(5);
  const physical = sheets
    .flatMap(linesOf)
    .filter(({ line }) => PHYSICAL.test(line) && /^(?!vertical-align)[\w-]+\s*:/.test(line));
  expect(physical).toEqual([]);
  expect(PHYSICAL.test('margin-left: 4px;')).toBe(true);
});
