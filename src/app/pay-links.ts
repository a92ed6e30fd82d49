import { type CheckoutDeps, type PayLinkDeps, payLinkTo } from '../checkout/index.ts';
import { type IdentityDeps, signPass } from '../identity/index.ts';

interface Parts {
  readonly checkout: CheckoutDeps;
  readonly identity: IdentityDeps;
}

/** What opens links to pay. */
export function payLinksOf({ checkout, identity }: Parts): PayLinkDeps {
  return { ...checkout, signPass: (pass) => signPass(identity, pass) };
}

/** What makes them, where conversations are shown to clients without our checkout. */
export function payLinkMaker(checkout: Pick<CheckoutDeps, 'returnSecret' | 'publicUrl' | 'clock'>): {
  payLinkTo(card: { readonly checkoutId: string; readonly expiresAtMs: number }): string | null;
} {
  return { payLinkTo: (card) => payLinkTo(checkout, card) };
}
