/**
 * What not every database keeps as it is: NUL, which no text of PostgreSQL holds, and half of a surrogate pair, which
 * UTF-8 has no bytes for.
 */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Whether every text in a value parsed from JSON, keys too, can be kept as it is. However deep, it does not recurse. */
export function holdsStorableText(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && UNSTORABLE.test(next)) return false;
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, member] of Object.entries(next)) waiting.push(key, member);
  }
  return true;
}
