import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileInput } from './lines.ts';
import { type FileForm, type ReadRow, readRows } from './read-rows.ts';

async function readAll(input: FileInput | string, form: FileForm = { format: 'csv' }): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of readRows(typeof input === 'string' ? [input] : input, form)) rows.push(row);
  return rows;
}

function summaryOf(rows: readonly ReadRow[]): string[] {
  return rows.map((row) =>
    'problem' in row
      ? `${row.line} ${row.problem.code}`
      : `${row.line} ${Object.values(row.values).join('|')}`,
  );
}

describe('CSV', () => {
  it('reads a byte order mark, Windows line ends, quoted line breaks and doubled quotes', async () => {
    const rows = await readAll('\uFEFFid,title\r\n1,"two\r\nlines"\r\n\r\n2,"say ""hi"""\r\n');
    expect(rows).toEqual([
      { line: 2, values: { id: '1', title: 'two\nlines' } },
      { line: 5, values: { id: '2', title: 'say "hi"' } },
    ]);
  });

  it('finds the delimiter in the header', async () => {
    expect(summaryOf(await readAll('id;title\n1;a, b\n'))).toEqual(['2 1|a, b']);
    expect(summaryOf(await readAll('id\ttitle\n1\ta, b\n'))).toEqual(['2 1|a, b']);
  });

  it('a row with too few or too many columns is told by its line and the next one is read', async () => {
    expect(summaryOf(await readAll('a,b\n1\n2,3,4\n5,6\n'))).toEqual([
      '2 column_count',
      '3 column_count',
      '4 5|6',
    ]);
  });

  it('a forgotten closing quote costs one row and not the rest of the file', async () => {
    const rows = await readAll('a,b\n1,"open\n2,fine\n3,"quoted, fine"\n4,fine\n');
    expect(summaryOf(rows)).toEqual(['2 quote_unclosed', '3 2|fine', '4 3|quoted, fine', '5 4|fine']);
  });

  it('a quote inside a bare field costs that row only', async () => {
    expect(summaryOf(await readAll('a,b\n1,5" disk\n2,ok\n'))).toEqual(['2 quote_misplaced', '3 2|ok']);
  });

  it('a line too long to keep is refused and the next one is read', async () => {
    async function* chunks() {
      yield 'a,b\n1,';
      for (let count = 0; count < 30; count += 1) yield 'x'.repeat(100_000);
      yield '\n2,ok\n';
    }
    expect(summaryOf(await readAll(chunks()))).toEqual(['2 line_too_long', '3 2|ok']);
  });

  it('characters cut between two chunks are read whole', async () => {
    const bytes = Buffer.from('id,title\n1,课程\n');
    const rows = await readAll([...bytes].map((byte) => Uint8Array.of(byte)));
    expect(summaryOf(rows)).toEqual(['2 1|课程']);
  });

  it('other encodings are read when named', async () => {
    const gbk = Uint8Array.from([0x74, 0x0a, 0xbf, 0xce, 0xb3, 0xcc]);
    expect(summaryOf(await readAll([gbk], { format: 'csv', encoding: 'gb18030' }))).toEqual(['2 课程']);
  });

  it('what is written as CSV is read back, however it is cut into chunks', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '课', '"', ',', '\n', ' ', ';', '1') });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 7 }), async (records, chunkLength) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `a,b\n${records.map((record) => `${record.map(quote).join(',')}\n`).join('')}`;
        const chunks = text.match(new RegExp(`[\\s\\S]{1,${chunkLength}}`, 'gu')) ?? [];
        const rows = await readAll(chunks);
        expect(rows.map((row) => ('values' in row ? Object.values(row.values) : row))).toEqual(records);
      }),
    );
  });

  it('malformed files never throw and every line that is a plain row is found', async () => {
    const junk = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', '"x', '\u0000') });
    await fc.assert(
      fc.asyncProperty(junk, async (text) => {
        const rows = await readAll(`a,b\n${text}\n7,"last"\n`);
        for (const row of rows) expect(row.line).toBeGreaterThan(1);
        expect(rows.at(-1)).toMatchObject({ values: { a: '7', b: 'last' } });
      }),
    );
  });
});

describe('JSON Lines', () => {
  it('reads objects and tells what else stands in a line', async () => {
    const rows = await readAll('{"id":1}\n\nnot json\n[1]\n"text"\n{"id":2}', { format: 'jsonl' });
    expect(summaryOf(rows)).toEqual(['1 1', '3 json_invalid', '4 not_an_object', '5 not_an_object', '6 2']);
  });

  it('an empty file has no rows', async () => {
    expect(await readAll('', { format: 'jsonl' })).toEqual([]);
    expect(await readAll('', { format: 'csv' })).toEqual([]);
  });
});
