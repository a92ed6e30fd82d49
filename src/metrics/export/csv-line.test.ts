import { expect, it } from 'vitest';
import { csvLine } from './csv-line.ts';

it('keeps text text: quotes what needs it, and no spreadsheet runs it; numbers stay numbers', () => {
  expect(csvLine(['a', 'b,c', 'd"e', null, -5, true])).toBe('a,"b,c","d""e",,-5,true\r\n');
  expect(csvLine(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])).toBe(`'=1+1,'+1,'-1,'@SUM(A1),'\t=1\r\n`);
});
