import { z } from 'zod';
import { limits } from '../../kernel/limits.ts';
import type { FaqEntry } from './types.ts';

/** An answer as a file has it. */
export type WrittenAnswer = Omit<FaqEntry, 'faqEntryId' | 'version'>;

/** The file is not one of answers; the message says where. */
export class FaqRefused extends Error {
  override readonly name = 'FaqRefused';
}

const Url = z.string().regex(/^(?:https?:\/\/|\/)[^\s]*$/, 'must be an address or a path');
const Questions = z.array(z.string().min(1).max(200)).min(1).max(limits.faqQuestionsMax);
const Written = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be small letters, digits, - and _'),
  questions: z.strictObject({ zh: Questions, en: Questions }),
  answer: z.strictObject({ zh: z.string().min(1).max(2_000), en: z.string().min(1).max(2_000) }),
  sourceUrl: Url.nullable(),
  validFromMs: z.number().int().nullable(),
  validUntilMs: z.number().int().nullable(),
});

/**
 * Reads answers from Markdown or CSV, told apart by the ending of `name`. Throws `FaqRefused` when an answer lacks
 * something or a key stands twice.
 */
export function readFaq(name: string, content: string): WrittenAnswer[] {
  const raw = name.endsWith('.csv') ? readCsv(content) : readMarkdown(content);
  if (raw.length === 0) throw new FaqRefused(`${name} has no answers`);
  const seen = new Set<string>();
  return raw.map((fields) => {
    const parsed = Written.safeParse(answerOf(fields));
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
      throw new FaqRefused(`${fields['key'] ?? '?'}: ${path.join('.')} ${message}`);
    }
    if (seen.has(parsed.data.key)) throw new FaqRefused(`${parsed.data.key} stands there twice`);
    seen.add(parsed.data.key);
    return parsed.data;
  });
}

type Fields = Readonly<Record<string, string>>;

function answerOf(fields: Fields) {
  const lines = (name: string) =>
    (fields[name] ?? '')
      .split('|')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    key: fields['key'] ?? '',
    questions: { zh: lines('zh'), en: lines('en') },
    answer: { zh: fields['answer_zh'] ?? '', en: fields['answer_en'] ?? '' },
    sourceUrl: fields['source'] || null,
    validFromMs: dayMs(fields['from']),
    validUntilMs: dayMs(fields['until']),
  };
}

/** The beginning of a day in UTC. Not a number when it is no day, which the schema refuses. */
function dayMs(day: string | undefined): number | null {
  if (day === undefined || day === '') return null;
  return /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
}

const FIELD = /^(zh|en|source|from|until):\s*(.*)$/;

/**
 * `## key`, then lines `zh:` and `en:` with ways to ask (` | ` between them), `source:`, `from:`, `until:`, then
 * `### zh` and `### en` with the answers.
 */
function readMarkdown(content: string): Fields[] {
  const answers: Record<string, string>[] = [];
  let part: string | undefined;
  for (const line of content.split(/\r?\n/)) {
    const key = /^## (.+)$/.exec(line)?.[1];
    if (key !== undefined) {
      answers.push({ key: key.trim() });
      part = undefined;
      continue;
    }
    const answer = answers.at(-1);
    if (answer === undefined) continue;
    part = readLine(answer, line, part);
  }
  return answers.map(trimmed);
}

function readLine(
  answer: Record<string, string>,
  line: string,
  part: string | undefined,
): string | undefined {
  const heading = /^### (zh|en)\s*$/.exec(line)?.[1];
  if (heading !== undefined) return `answer_${heading}`;
  if (part !== undefined) answer[part] = `${answer[part] ?? ''}${line}\n`;
  const field = part === undefined ? FIELD.exec(line) : null;
  if (field?.[1] !== undefined) answer[field[1]] = field[2] ?? '';
  return part;
}

function trimmed(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim()]));
}

/** A heading row with the names above, `answer_zh` and `answer_en`; texts with commas stand in quotation marks. */
function readCsv(content: string): Fields[] {
  const [heading, ...rows] = csvRows(content.replace(/^\ufeff/, ''));
  if (heading === undefined) return [];
  return rows.map((row) =>
    trimmed(Object.fromEntries(heading.map((name, at) => [name.trim(), row[at] ?? '']))),
  );
}

function csvRows(content: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of content.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, plain, end] = match;
    if (whole === '' && row.length === 0) continue;
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows.filter((one) => one.some((cell) => cell !== ''));
}
