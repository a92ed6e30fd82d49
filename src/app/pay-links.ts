import { type CheckoutDeps, type PayLinkDeps, payLinkTo } from '../checkout/index.ts';
import { signPass } from '../identity/index.ts';
import type { House } from './compose.ts';

/** What opens links to pay. */
export function payLinksOf({ checkout, identity }: Pick<House, 'checkout' | 'identity'>): PayLinkDeps {
  return { ...checkout, signPass: (pass) => signPass(identity, pass) };
}

/** What makes them, where conversations are shown to clients without our checkout. */
export function payLinkMaker(checkout: Pick<CheckoutDeps, 'returnSecret' | 'publicUrl' | 'clock'>): {
  payLinkTo(card: { readonly checkoutId: string; readonly expiresAtMs: number }): string | null;
} {
  return { payLinkTo: (card) => payLinkTo(checkout, card) };
}
