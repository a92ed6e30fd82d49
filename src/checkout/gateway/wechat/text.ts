const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** An instant as RFC 3339 of Beijing, whole seconds. */
export function beijingTime(timeMs: number): string {
  return `${new Date(timeMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** Milliseconds since the epoch of a Beijing wall time `YYYY-MM-DD hh:mm:ss`; null for anything else. */
export function beijingTimeMs(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
  const timeMs = Date.parse(`${text.replace(' ', 'T')}+08:00`);
  return Number.isNaN(timeMs) ? null : timeMs;
}

/** The text without control characters, cut to so many bytes of UTF-8 between two characters. */
export function fitBytes(text: string, bytesMax: number): string {
  let fitted = '';
  let bytes = 0;
  for (const character of text.replace(/\p{Cc}+/gu, ' ').trim()) {
    bytes += Buffer.byteLength(character);
    if (bytes > bytesMax) return fitted.trimEnd();
    fitted += character;
  }
  return fitted;
}
