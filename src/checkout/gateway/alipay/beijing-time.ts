const BEIJING_MS = 8 * 3_600_000;

/** An instant as Alipay writes it: 2026-11-23 08:00:00, in Beijing. */
export function beijingText(ms: number): string {
  return new Date(ms + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Null when the text is no such time. */
export function beijingMs(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)$/.exec(text.trim());
  const ms = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}+08:00`);
  return Number.isNaN(ms) ? null : ms;
}
