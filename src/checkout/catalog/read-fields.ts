import type { ProductKind, ProductLevel } from '../wire.ts';
import { limits } from './import-limits.ts';
import type { ProductStatus } from './types.ts';

const KINDS: ReadonlyMap<string, ProductKind> = new Map(
  Object.entries({
    course: 'course',
    courses: 'course',
    课程: 'course',
    视频课: 'course',
    column: 'column',
    columns: 'column',
    专栏: 'column',
    ebook: 'ebook',
    'e-book': 'ebook',
    book: 'ebook',
    电子书: 'ebook',
  }),
);

const LEVELS: ReadonlyMap<string, ProductLevel> = new Map(
  Object.entries({
    beginner: 'beginner',
    'beginner level': 'beginner',
    introductory: 'beginner',
    basic: 'beginner',
    入门: 'beginner',
    零基础: 'beginner',
    初级: 'beginner',
    intermediate: 'intermediate',
    'intermediate level': 'intermediate',
    medium: 'intermediate',
    进阶: 'intermediate',
    中级: 'intermediate',
    advanced: 'advanced',
    'advanced level': 'advanced',
    expert: 'advanced',
    'expert level': 'advanced',
    高级: 'advanced',
    all: 'all',
    'all levels': 'all',
    不限: 'all',
  }),
);

const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    english: 'en',
    英文: 'en',
    英语: 'en',
    chinese: 'zh',
    中文: 'zh',
    汉语: 'zh',
    简体中文: 'zh',
    cn: 'zh',
  }),
);

/** A text without control characters and spaces around; numbers become their digits. Null when there is none. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = [...String(value)]
    .filter((character) => !isControl(character))
    .join('')
    .trim();
  return text === '' ? null : text;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 0x20 && character !== '\n' && character !== '\t') || code === 0x7f;
}

/** Null when the word is none we know. */
export function readKind(value: unknown): ProductKind | null {
  return KINDS.get(normal(value)) ?? null;
}

/** By `levels` (the importer's own words), common words, or a row of one to five stars. */
export function readLevel(
  value: unknown,
  levels: Readonly<Record<string, ProductLevel>>,
): ProductLevel | null {
  const word = normal(value);
  const named = Object.hasOwn(levels, word) ? levels[word] : LEVELS.get(word);
  if (named !== undefined) return named;
  if (!/^(?:[★⭐🌟]\uFE0F?)+$/u.test(word)) return null;
  const stars = [...word.replaceAll('\uFE0F', '')].length;
  if (stars <= 2) return 'beginner';
  return stars === 3 ? 'intermediate' : 'advanced';
}

/** `zh-CN`, `Chinese` and `中文` are zh. Null when it is no language code. */
export function readLanguage(value: unknown): string | null {
  const word = normal(value);
  const named = LANGUAGES.get(word);
  if (named !== undefined) return named;
  const code = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/.exec(word)?.[1];
  return code ?? null;
}

/** From a list, or a text with commas, semicolons or bars between. Without repeats. */
export function readTags(value: unknown): { tags: string[]; shortened: boolean } {
  const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;|，；、]/u);
  const tags = parts
    .map((part) => readText(part)?.replace(/\s+/gu, ' ').slice(0, limits.tagCharactersMax))
    .filter((tag) => tag !== undefined);
  const all = [...new Set(tags)];
  return { tags: all.slice(0, limits.tagsMax), shortened: all.length > limits.tagsMax };
}

/** Whole minutes from "90", "4.5 hours", "43 mins", "2 小时"; `unitMinutes` counts when no unit is written. */
export function readDuration(value: unknown, unitMinutes: number): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,12})?)\s*(h|hours?|hrs?|小时|m|min|mins|minutes?|分钟)?$/u.exec(
    normal(value),
  );
  if (match === null) return null;
  const [, digits = '', unit] = match;
  const factor = unit === undefined ? unitMinutes : /^h|小时/u.test(unit) ? 60 : 1;
  return Math.round(Number(digits) * factor);
}

/** An absolute http or https address, relative ones against `baseUrl`. Null when there is none. */
export function readWebUrl(value: unknown, baseUrl: string | undefined): string | null {
  const text = readText(value);
  if (text === null || !URL.canParse(text, baseUrl)) return null;
  const url = new URL(text, baseUrl);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** Null when the word says neither. */
export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = normal(value);
  if (['true', '1', 'yes', 'y', '是'].includes(word)) return true;
  if (['false', '0', 'no', 'n', '否'].includes(word)) return false;
  return null;
}

/** Null when the word is no status. */
export function readStatus(value: unknown): ProductStatus | null {
  const word = normal(value);
  return word === 'on_sale' || word === 'withdrawn' || word === 'draft' ? word : null;
}

/** Lower case without spaces around; the key of every table of words here. */
export function normal(value: unknown): string {
  return readText(value)?.toLowerCase() ?? '';
}
