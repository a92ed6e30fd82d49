import type { Language } from '../../../src/identity/wire.ts';

/** Every sentence of the widgets stands in a table like this, in both languages. */
export type TextTable<Key extends string = string> = Record<Key, readonly [zh: string, en: string]>;

/** Looks a sentence up; `{name}` in it is replaced by the value of that name. */
export function textOf(
  sentence: readonly [zh: string, en: string],
  language: Language,
  values: Record<string, string | number> = {},
): string {
  const text = sentence[language === 'zh' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
