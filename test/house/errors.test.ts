import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allErrors } from '../../src/app/all-errors.ts';

const documented = [
  ...readFileSync('docs/ERRORS.md', 'utf8').matchAll(/^\| `(\w+)` \| (\d{3}) \| (.+) \| (.+) \|$/gm),
].map(([, code, status, zh, en]) => ({ code, status: Number(status), zh, en }));

describe('the table of errors', () => {
  it('in the docs is the one of the code: every code, status and sentence, none dead, none missing', () => {
    const inCode = allErrors.map(({ code, status, zh, en }) => ({ code, status, zh, en }));
    const sorted = (rows: typeof documented) =>
      rows.toSorted((a, b) => String(a.code).localeCompare(String(b.code)));
    expect(sorted(documented)).toEqual(sorted(inCode));
  });

  it('names each code once', () => {
    const codes = allErrors.map(({ code }) => code);
    expect(codes).toHaveLength(new Set(codes).size);
  });
});
