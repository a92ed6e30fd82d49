import type { Language } from '../../../src/identity/wire.ts';
import { codesOfColumn } from '../text/codes.ts';
import { figuresText } from '../text/figures.ts';
import { knownTitle } from '../text/name.ts';
import { dashboardText } from '../text/shared.ts';

/** Columns in which several codes stand, a space between them. */
const LISTS = new Set(['intents', 'unmet']);

/** What people wrote or named is never taken for a code of ours. */
const FREE = new Set(['title', 'question', 'topicId', 'variant', 'experiment', 'experimentId', 'author']);

/** What a cell of words says: codes of ours by their names, everything else as it is. */
export function codeWords(column: string, value: string, language: Language): string {
  if (column === 'account') return accountWords(value, language);
  if (!LISTS.has(column)) return oneCode(column, value, language);
  const words = value.split(' ').filter((word) => word !== '');
  return words.map((word) => oneCode(column, word, language)).join(betweenWords(language));
}

/** What stands between words in a row. */
export function betweenWords(language: Language): string {
  return language === 'zh' ? '、' : ', ';
}

function oneCode(column: string, value: string, language: Language): string {
  // Alipay and WeChat are ways to pay and places to talk, and are called differently as each.
  const table = column === 'channel' ? dashboardText : codesOfColumn[column];
  if (table !== undefined) return knownTitle(table, value, language) ?? value;
  return (FREE.has(column) ? null : knownTitle(figuresText, value, language)) ?? value;
}

/** An account by its name, and whose it is: a gateway's, a kind of money's. */
function accountWords(account: string, language: Language): string {
  const [name = '', ...whose] = account.split(':');
  const title = oneCode('account', name, language);
  return whose.length === 0 ? title : `${title} · ${oneCode('accountOf', whose.join(':'), language)}`;
}
