import { isUtf8 } from 'node:buffer';
import type { RawNotification } from './types.ts';

/** What lets in is no part of what was told. */
const NOT_KEPT = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The headers as JSON, without what might be a secret. */
export function headersText({ headers }: RawNotification): string {
  const kept: Record<string, unknown> = {};
  for (const name in headers) if (!NOT_KEPT.has(name)) kept[name] = headers[name];
  return JSON.stringify(kept);
}

/** The body byte for byte: as text, or in base64 behind `base64:` when it is none. */
export function bodyText(body: Buffer): string {
  return isUtf8(body) ? body.toString('utf8') : `base64:${body.toString('base64')}`;
}
