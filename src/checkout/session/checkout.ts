import type { Transitions } from '../../kernel/state-machine.ts';
import type { SaleBounds } from '../catalog/sale-bounds.ts';

export type CheckoutState = 'open' | 'confirmed' | 'complete' | 'expired' | 'canceled';

/** A checkout that is over may still complete: what was paid late is honoured when it can be (M10). */
export const checkoutTransitions: Transitions<CheckoutState> = {
  open: ['confirmed', 'complete', 'expired', 'canceled'],
  confirmed: ['complete', 'expired', 'canceled'],
  complete: [],
  expired: ['complete'],
  canceled: ['complete'],
};

/** One line of the offer, as kept in the session. */
export interface OfferLine {
  readonly productId: string;
  readonly title: string;
  readonly kind: 'course' | 'column' | 'ebook';
  readonly url: string | null;
  readonly priceId: string;
  readonly priceVersion: number;
  readonly impressionId: string | null;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** Only so many can buy it; left out when any number can. */
  readonly hasPlaces?: true;
  /** Where it is sold and from which age; left out: everywhere, to anybody. */
  readonly saleBounds?: SaleBounds;
  /** Who is owed a share of it, by the configuration at the time; left out without one. */
  readonly share?: { readonly creatorId: string; readonly sharePpm: number };
}
