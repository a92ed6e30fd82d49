import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Language } from '../../identity/wire.ts';

/** What a link to a printed receipt opens, and until when it does. */
export interface ReceiptLink {
  readonly orderId: string;
  readonly language: Language;
  /** Wall time in ms. */
  readonly expiresAtMs: number;
}

function macOf(secret: string, content: string): string {
  return createHmac('sha256', secret).update(`receipt:${content}`).digest('base64url').slice(0, 32);
}

/** Names one receipt in a URL: whoever has it may read that one until it ends, and nothing else. */
export function receiptTokenOf(secret: string, { orderId, language, expiresAtMs }: ReceiptLink): string {
  const content = `${orderId}.${language}.${expiresAtMs.toString(36)}`;
  return `${content}.${macOf(secret, content)}`;
}

/** The link that a token is; null when it is not one of ours. It may have ended. */
export function linkOfReceiptToken(secret: string, token: string): ReceiptLink | null {
  const [orderId = '', language = '', expires = '', mac = ''] = token.split('.');
  const expected = Buffer.from(macOf(secret, `${orderId}.${language}.${expires}`));
  const given = Buffer.from(mac);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { orderId, language: language === 'zh' ? 'zh' : 'en', expiresAtMs: Number.parseInt(expires, 36) };
}
