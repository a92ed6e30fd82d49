import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allErrors } from '../../src/app/all-errors.ts';
import { describeErrors } from '../support/describe-errors.ts';
import { provokedBy } from '../support/provoked-by.ts';

describe('the table of errors', () => {
  it('in the docs is the one of the code: every code, status, sentence and test, none dead, none missing', () => {
    expect(readFileSync('docs/ERRORS.md', 'utf8'), 'run npm run docs').toContain(describeErrors());
  });

  it('names each code once', () => {
    const codes = allErrors.map(({ code }) => code);
    expect(codes).toHaveLength(new Set(codes).size);
  });

  it('has no code that no test provokes', () => {
    const silent = allErrors.map(({ code }) => code).filter((code) => provokedBy(code) === undefined);
    expect(silent).toEqual([]);
  });

  it('speaks to people: a sentence in Chinese and one in English for every code', () => {
    for (const { zh, en } of allErrors) {
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(en).toMatch(/^[A-Z].*[.]$/);
    }
  });
});
