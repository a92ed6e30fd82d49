import { stemEnglish } from '../search/english.ts';
import { readTopics } from '../search/topics.ts';
import { COMPUTING_TERMS } from './term-table-computing.ts';
import { LEARNING_TERMS } from './term-table-learning.ts';
import { MODEL_TERMS } from './term-table-models.ts';

/** What words of one language are called in the other. */
export interface TermTable {
  /** Chinese words that are to stay whole. */
  readonly hanWords: readonly string[];
  /** Names in the other language, by a name as `keyOfTerm` writes it. */
  readonly others: ReadonlyMap<string, readonly string[]>;
  /** How many words the longest name has. */
  readonly wordsMax: number;
}

/** Reads the table of terms and, beside it, the topics of the catalogue and rows that the caller has. */
export function createTermTable(more: readonly (readonly [en: string, zh: string])[] = []): TermTable {
  const others = new Map<string, string[]>();
  const hanWords = new Set<string>();
  let wordsMax = 1;
  const join = (name: string, translations: readonly string[]): void => {
    const key = keyOfTerm(name);
    if (key === '') return;
    others.set(key, [...new Set([...(others.get(key) ?? []), ...translations])]);
    wordsMax = Math.max(wordsMax, key.split(' ').length);
    if (/^\p{Script=Han}+$/u.test(name)) hanWords.add(name);
  };
  for (const { en, zh } of [
    ...readLines(),
    ...topicLines(),
    ...more.map(([one, two]) => ({ en: [one], zh: [two] })),
  ]) {
    for (const name of en) join(name, zh);
    for (const name of zh) join(name, en);
  }
  return { hanWords: [...hanWords], others, wordsMax };
}

interface TermLine {
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

function readLines(): TermLine[] {
  return `${COMPUTING_TERMS}\n${MODEL_TERMS}\n${LEARNING_TERMS}`
    .split('\n')
    .filter((line) => line.includes('='))
    .map((line) => {
      const [en = '', zh = ''] = line.split('=');
      return { en: listOf(en), zh: listOf(zh) };
    });
}

function topicLines(): TermLine[] {
  return [...readTopics().values()].map(({ terms }) => ({
    en: terms.filter((term) => !/\p{Script=Han}/u.test(term)),
    zh: terms.filter((term) => /\p{Script=Han}/u.test(term)),
  }));
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

/** A name as the table is asked for it: Latin words as their stems, Chinese as it stands. */
export function keyOfTerm(name: string): string {
  return (name.toLowerCase().match(/\p{Script=Han}+|[\p{L}\d+#]+/gu) ?? [])
    .map((word) => (/\p{Script=Han}/u.test(word) ? word : stemEnglish(word)))
    .join(' ');
}
