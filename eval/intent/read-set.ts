import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../../src/bot/understanding/model/train-intents.ts';

/** A set with a test part; the lines that no label covers are in lists of their own. */
export interface SplitSet {
  readonly kind: 'split';
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly test: readonly Example[];
  /** Empty when the set has no lines outside its labels. */
  readonly outsideValidation: readonly string[];
  readonly outsideTest: readonly string[];
}

/** A set without a test part: it is cut into folds. */
export interface FoldedSet {
  readonly kind: 'folds';
  readonly lines: readonly Example[];
}

/** Reads a folder in one of three layouts, recognised by its files. Throws when it is none. */
export function readIntentSet(folder: string): SplitSet | FoldedSet {
  const names = readdirSync(folder);
  if (existsSync(join(folder, 'train.csv'))) return readCsvSet(folder);
  const lines = names.find((name) => name.endsWith('.jsonl'));
  if (lines !== undefined) return readJsonLines(join(folder, lines));
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    const content: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    if (isParts(content)) return ofParts(content);
  }
  throw new Error(`${folder} has no train.csv, no .jsonl and no .json with train and test`);
}

type Parts = Readonly<Record<string, readonly (readonly [string, string])[]>>;

function isParts(content: unknown): content is Parts {
  return typeof content === 'object' && content !== null && 'train' in content && 'test' in content;
}

function ofParts(parts: Parts): SplitSet {
  const examples = (name: string) => (parts[name] ?? []).map(([text, label]) => ({ text, label }));
  const texts = (name: string) => (parts[name] ?? []).map(([text]) => text);
  return {
    kind: 'split',
    train: examples('train'),
    validation: examples('val'),
    test: examples('test'),
    // Lines outside the labels are trained on by nothing, so both kinds may choose the threshold.
    outsideValidation: [...texts('oos_val'), ...texts('oos_train')],
    outsideTest: texts('oos_test'),
  };
}

function readCsvSet(folder: string): SplitSet {
  const part = (name: string): Example[] =>
    existsSync(join(folder, name)) ? csvExamples(readFileSync(join(folder, name), 'utf8')) : [];
  return {
    kind: 'split',
    train: part('train.csv'),
    validation: [...part('val.csv'), ...part('valid.csv')],
    test: part('test.csv'),
    outsideValidation: [],
    outsideTest: [],
  };
}

/** Rows of `text,label` under a heading; texts with commas or line ends stand in quotation marks. */
function csvExamples(content: string): Example[] {
  const rows = [...content.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*)),"?([^",\r\n]+)"?\r?(?:\n|$)/g)];
  return rows.slice(1).map(([, quoted, plain, label]) => ({
    text: (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
    label: label ?? '',
  }));
}

const LINES_OF_LABEL_MIN = 5;

/** Lines of `text` with `intent`, and `domain` where there is one; labels with too few lines for the folds are left out. */
function readJsonLines(file: string): FoldedSet {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { text: string; domain?: string; intent?: string; label?: string })
    .map(({ text, domain, intent, label }) => ({ text, label: label ?? `${domain ?? ''}/${intent ?? ''}` }));
  const counts = new Map<string, number>();
  for (const { label } of lines) counts.set(label, (counts.get(label) ?? 0) + 1);
  return {
    kind: 'folds',
    lines: lines.filter(({ label }) => (counts.get(label) ?? 0) >= LINES_OF_LABEL_MIN),
  };
}
