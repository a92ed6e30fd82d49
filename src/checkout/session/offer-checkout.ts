import { findBuyerFacts } from '../../identity/index.ts';
import type { Language, Surface } from '../../identity/wire.ts';
import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import type { CheckoutView } from '../wire.ts';
import { openCheckout } from './start-checkout.ts';
import { findOffers } from './store.ts';

export interface OfferCheckout {
  readonly staffId: string;
  /** Who is to pay. */
  readonly learner: { readonly learnerId: string; readonly isGuest: boolean };
  readonly conversationId: string;
  readonly surface: Surface;
  readonly language: Language;
  readonly productId: string;
  readonly currency: string;
}

/**
 * A member of staff opens a checkout for a learner in their thread, at the catalogue's price of this moment (M9), in
 * the caller's transaction and as the last thing of it. Throws `identity_required` for a guest, `product_not_found`,
 * `currency_not_offered`, `not_sold_here`, `age_required`, `already_owned`, `sold_out`.
 */
export async function offerCheckout(
  deps: CheckoutDeps,
  tx: Tx,
  command: OfferCheckout,
): Promise<CheckoutView> {
  const { staffId, learner, productId, currency, conversationId, surface, language } = command;
  if (learner.isGuest) throw new DomainError(checkoutErrors.identity_required);
  const { priceId, amountMinor } = await presentPrice(deps, tx, command);
  const buyer = await findBuyerFacts(tx, learner.learnerId);
  const view = await openCheckout(deps, tx, {
    // Of whom we do not know the browser, we do not know their account in WeChat either.
    caller: { learnerId: learner.learnerId, isGuest: false, wechatOpenid: null, ...buyer },
    sentBy: staffId,
    body: {
      lines: [{ productId, priceId }],
      currency,
      expectedTotalMinor: amountMinor,
      surface,
      language,
      conversationId,
    },
  });
  const { checkoutId, totalMinor } = view;
  await appendAudit(deps, tx, {
    action: 'checkout.sent',
    actor: `staff:${staffId}`,
    subjectId: checkoutId,
    detail: { conversationId, productId, currency, totalMinor },
  });
  return view;
}

async function presentPrice(
  deps: CheckoutDeps,
  tx: Tx,
  { learner, productId, currency }: OfferCheckout,
): Promise<{ priceId: string; amountMinor: number }> {
  const owner = { learnerId: learner.learnerId, livemode: deps.livemode ? 1 : 0 };
  const offers = await findOffers(tx, [productId], { ...owner, currency, nowMs: deps.clock.nowMs() });
  const offer = offers.get(productId);
  if (offer === undefined)
    throw new DomainError(checkoutErrors.product_not_found, { extensions: { productId } });
  if (offer.price === undefined)
    throw new DomainError(checkoutErrors.currency_not_offered, { extensions: { productId } });
  return offer.price;
}
