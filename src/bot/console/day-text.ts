/** A day as both languages read it without doubt: `2026-11-30`, in the seller's time zone. */
export function dayText(instantMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instantMs);
}
