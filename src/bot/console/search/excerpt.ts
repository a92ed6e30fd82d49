const BEFORE_CHARACTERS = 30;
const EXCERPT_CHARACTERS = 120;

/** A part of a text around the first word that was looked for, with the places of all of them. */
export function excerptOf(
  text: string,
  words: readonly string[],
): { excerpt: string; marks: [number, number][] } {
  const first = placesOf(text, words)[0]?.[0] ?? 0;
  const from = Math.max(0, Math.min(first - BEFORE_CHARACTERS, text.length - EXCERPT_CHARACTERS));
  const excerpt = text.slice(from, from + EXCERPT_CHARACTERS);
  return { excerpt, marks: placesOf(excerpt, words) };
}

/** Where the words stand, in order, none inside another. Case does not matter. */
function placesOf(text: string, words: readonly string[]): [number, number][] {
  const lower = text.toLowerCase();
  const places = words
    .filter((word) => word !== '')
    .flatMap((word) => {
      const found: [number, number][] = [];
      const needle = word.toLowerCase();
      for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length))
        found.push([at, at + needle.length]);
      return found;
    })
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return places.filter(
    (place, index) => place[0] >= Math.max(0, ...places.slice(0, index).map(([, end]) => end)),
  );
}
