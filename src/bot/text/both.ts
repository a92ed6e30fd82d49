import type { Language } from '../../identity/wire.ts';

/** A sentence in both languages. */
export type Both = Readonly<Record<Language, string>>;

export function both(zh: string, en: string): Both {
  return { zh, en };
}
