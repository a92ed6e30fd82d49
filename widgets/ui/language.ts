import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../src/identity/wire.ts';
import { type TextTable, textOf } from './text/say.ts';
import { sharedText } from './text/shared.ts';

/** The language everything below is drawn in. */
export const LanguageContext = createContext<Language>('en');

type SharedKey = keyof typeof sharedText;
type Say<Key extends string> = (key: Key, values?: Record<string, string | number>) => string;

/** A function that says the sentences of a table, and those shared by all, in the present language. */
export function useSay<Key extends string>(table: TextTable<Key>): Say<Key | SharedKey> {
  const language = useContext(LanguageContext);
  return (key, values) =>
    textOf(key in table ? table[key as Key] : sharedText[key as SharedKey], language, values);
}

/** The present language. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The tag to put into `lang`, so that fonts and screen readers choose well. */
export function languageTag(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}
