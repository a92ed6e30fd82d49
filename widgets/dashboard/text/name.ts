import type { Language } from '../../../src/identity/wire.ts';
import { type TextTable, textOf } from '../../ui/text/say.ts';

/** The words for a name that the server gives; null for one that is new to this page. */
export function knownTitle(table: TextTable, name: string, language: Language): string | null {
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  return known === undefined ? null : textOf(known, language);
}

/** The same; a name that is new is written out. */
export function titleOfName(table: TextTable, name: string, language: Language): string {
  const known = knownTitle(table, name, language);
  if (known !== null) return known;
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
