import { namesTopic } from '../../../recommend/index.ts';
import { conceptsOf } from '../concepts.ts';
import { normalizeText } from '../normalize.ts';
import { readTables, type TableReading } from '../tables.ts';
import type { Example } from './train-intents.ts';

/** A message as the classifier reads it: mended, and with what the tables find in it as hints. */
export function readLine(text: string): Omit<Example, 'label'> {
  const mended = normalizeText(text);
  return { text: mended, hints: hintsOf(mended, readTables(mended)) };
}

/** What the tables find in a text and what ideas it speaks of, alone and in twos, as hints. */
export function hintsOf(text: string, { intent, touched }: TableReading): string[] {
  const ideas = [...conceptsOf(text), ...(namesTopic(text) ? ['topic'] : [])];
  const pairs = ideas.flatMap((one, place) =>
    ideas.slice(place + 1).map((other) => [one, other].sort().join('+')),
  );
  return [...touched, `=${intent}`, ...ideas.map((idea) => `~${idea}`), ...pairs];
}
