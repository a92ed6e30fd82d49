import { normalizeText } from '../normalize.ts';
import { readTables, type TableReading } from '../tables.ts';
import type { Example } from './train-intents.ts';

/** A message as the classifier reads it: mended, and with what the tables find in it as hints. */
export function readLine(text: string): Omit<Example, 'label'> {
  const mended = normalizeText(text);
  return { text: mended, hints: hintsOf(readTables(mended)) };
}

/** What the tables find in a text, as hints. */
export function hintsOf({ intent, touched }: TableReading): string[] {
  return [...touched, `=${intent}`];
}
