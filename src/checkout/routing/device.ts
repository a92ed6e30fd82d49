import type { Device } from './config.ts';

/** What a browser says it runs on. A hint for routing, never a proof. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = userAgent ?? '';
  if (/iPhone|iPad|iPod/.test(text)) return 'ios';
  if (/Android/.test(text)) return 'android';
  return /Windows NT|Macintosh|X11|CrOS/.test(text) ? 'desktop' : 'other';
}
