import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CheckoutDeps } from '../deps.ts';

/** A link to one checkout, as its token says. */
export interface PayLink {
  readonly checkoutId: string;
  readonly linkId: string;
  /** By the clock of checkouts. */
  readonly expiresAtMs: number;
}

type LinkDeps = Pick<CheckoutDeps, 'returnSecret' | 'publicUrl' | 'clock'>;

const LINK_ID_BYTES = 9;

/**
 * The address of a page of ours that opens one checkout for its learner, once, on whichever browser: for clients that
 * cannot show the checkout themselves (C5). It is made when it is shown and stands in no transcript. Null once the
 * checkout has ended.
 */
export function payLinkTo(
  { returnSecret, publicUrl, clock }: LinkDeps,
  { checkoutId, expiresAtMs }: Omit<PayLink, 'linkId'>,
): string | null {
  if (expiresAtMs <= clock.nowMs()) return null;
  const linkId = randomBytes(LINK_ID_BYTES).toString('base64url');
  const words = `${checkoutId}.${expiresAtMs.toString(36)}.${linkId}`;
  return `${publicUrl}/pay/${words}.${macOf(returnSecret, words)}`;
}

/** What a token says; null when it is not one of ours. */
export function readPayLink(secret: string, token: string): PayLink | null {
  const [checkoutId = '', until = '', linkId = '', mac = ''] = token.split('.');
  const expected = Buffer.from(macOf(secret, `${checkoutId}.${until}.${linkId}`));
  const given = Buffer.from(mac);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { checkoutId, linkId, expiresAtMs: Number.parseInt(until, 36) };
}

function macOf(secret: string, words: string): string {
  return createHmac('sha256', secret).update(`pay-link:${words}`).digest('base64url').slice(0, 32);
}
