import type { Caller } from '../../identity/index.ts';
import type { Queries, Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { sumAmounts, taxContained } from '../../kernel/money.ts';
import { boundsOf } from '../catalog/sale-bounds.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOwned } from '../entitlement/store.ts';
import { checkoutErrors } from '../errors.ts';
import { checkoutOpened } from '../events.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type GivenAnswer, runOnce } from '../idempotency.ts';
import { refuseSoldOut } from '../places/hold-places.ts';
import { offerTopUp } from '../wallet/offer-top-up.ts';
import type { CheckoutView, StartCheckoutBody, StartPurchaseBody } from '../wire.ts';
import type { OfferLine } from './checkout.ts';
import { refuseUnsold } from './refuse-unsold.ts';
import { findOffers, type Offer, type Session, saveSession } from './store.ts';
import { composeView } from './view-checkout.ts';

/** For whom a checkout is opened. */
export type Payer = Omit<Caller, 'expiresAtMs'>;

export interface StartCheckout {
  readonly caller: Caller;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly body: StartCheckoutBody;
  /** The reply that it is opened for shows it, so that no card of its own has to. */
  readonly isShownInTurn?: true;
}

/**
 * Opens a checkout: an offer to pay what the learner saw, at the catalogue's price (M9). No gateway is called.
 * A top-up of the wallet is one as well, so that it has every guard of pay. Throws `top_up_not_found`, `identity_required`, `product_not_found`, `currency_not_offered`, `price_changed` (with the new prices),
 * `not_sold_here`, `age_required`, `already_owned`, `sold_out` and the errors of `claimKey`.
 */
export async function startCheckout(deps: CheckoutDeps, command: StartCheckout): Promise<GivenAnswer> {
  const { caller, key, body } = command;
  if (caller.isGuest) throw new DomainError(checkoutErrors.identity_required);
  const request = { scope: `${caller.learnerId}:checkout.start`, key, fingerprint: fingerprintOf(body) };
  return runOnce(deps, request, async (tx) => ({ status: 201, body: await openCheckout(deps, tx, command) }));
}

/** How a checkout is opened: `sentBy` is the member of staff who does it for the learner. */
interface Opening extends Pick<StartCheckout, 'body' | 'isShownInTurn'> {
  readonly caller: Payer;
  readonly sentBy?: string;
}

/** The same in the transaction of who holds the key. */
export async function openCheckout(
  deps: CheckoutDeps,
  tx: Tx,
  { caller, body, sentBy, isShownInTurn }: Opening,
): Promise<CheckoutView> {
  const { session, spendableMinor } =
    'topUp' in body ? offerTopUp(deps, { caller, body }) : await offerPurchase(deps, tx, { caller, body });
  await saveSession(tx, session);
  await checkoutOpened(deps, tx, { session, sentBy, isShownInTurn });
  const parts = { session, spendableMinor, payment: undefined, order: undefined, attempt: undefined };
  return composeView(deps, parts);
}

function refuseRepeatedProducts(body: StartPurchaseBody): void {
  const products = new Set(body.lines.map((line) => line.productId));
  if (products.size === body.lines.length) return;
  throw new DomainError(kernelErrors.invalid_request, { detail: 'a checkout holds each product once' });
}

/** What a learner is offered, and what they have free in the wallet. */
export interface Offered {
  readonly session: Session;
  readonly spendableMinor: number;
}

async function offerPurchase(
  deps: CheckoutDeps,
  db: Queries,
  { caller, body }: { caller: Payer; body: StartPurchaseBody },
): Promise<Offered> {
  refuseRepeatedProducts(body);
  const productIds = body.lines.map((line) => line.productId);
  const livemode = deps.livemode ? 1 : 0;
  const nowMs = deps.clock.nowMs();
  const { learnerId } = caller;
  const offers = await findOffers(db, productIds, { learnerId, livemode, currency: body.currency, nowMs });
  const lines = body.lines.map((line) =>
    offerLine(deps, requireOffer(offers, line.productId), line.impressionId ?? null),
  );
  refuseUnsold(lines, caller);
  refuseOwned(
    await findOwned(db, { learnerId: caller.learnerId, livemode }, opensAlready(productIds, offers)),
  );
  refuseOtherPrice(body, lines);
  await refuseSoldOut(
    db,
    [...offers.values()].map(({ product }) => product),
    livemode,
  );
  const session: Session = {
    checkoutId: deps.newId('co'),
    learnerId: caller.learnerId,
    conversationId: body.conversationId ?? null,
    livemode,
    merchantAccountId: deps.merchant.merchantAccountId,
    surface: body.surface,
    language: body.language,
    status: 'open',
    lines,
    currency: body.currency,
    subtotalMinor: sumAmounts(lines.map((line) => line.amountMinor)),
    discountMinor: sumAmounts(lines.map((line) => line.discountMinor)),
    taxMinor: sumAmounts(lines.map((line) => line.taxMinor)),
    totalMinor: sumAmounts(lines.map((line) => line.totalMinor)),
    expiresAtMs: nowMs + limits.checkoutTtlMs,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    couponCode: null,
    couponUseId: null,
    forcedGateway: null,
    wechatOpenid: caller.wechatOpenid,
    topUp: null,
  };
  const [first] = offers.values();
  return { session, spendableMinor: first?.price?.spendableMinor ?? 0 };
}

/** The products themselves, and the bundles that would have opened them. */
function opensAlready(productIds: readonly string[], offers: ReadonlyMap<string, Offer>): string[] {
  const bundleIds = productIds.flatMap((productId) => {
    const text = offers.get(productId)?.product.bundleIds ?? null;
    return text === null ? [] : (JSON.parse(text) as string[]);
  });
  return [...productIds, ...bundleIds];
}

type PricedOffer = Offer & { readonly price: NonNullable<Offer['price']> };

function requireOffer(offers: ReadonlyMap<string, Offer>, productId: string): PricedOffer {
  const offer = offers.get(productId);
  if (offer === undefined)
    throw new DomainError(checkoutErrors.product_not_found, { extensions: { productId } });
  const { product, price } = offer;
  if (price === undefined)
    throw new DomainError(checkoutErrors.currency_not_offered, { extensions: { productId } });
  return { product, price };
}

function offerLine(
  deps: CheckoutDeps,
  { product, price }: PricedOffer,
  impressionId: string | null,
): OfferLine {
  return {
    productId: product.productId,
    title: product.title,
    kind: product.kind as OfferLine['kind'],
    url: product.url,
    priceId: price.priceId,
    priceVersion: price.version,
    impressionId,
    amountMinor: price.amountMinor,
    discountMinor: 0,
    taxMinor: taxContained(price.amountMinor, deps.merchant.taxRatePpm),
    totalMinor: price.amountMinor,
    ...(product.places === null ? {} : { hasPlaces: true as const }),
    ...lineBounds(product.saleBounds),
    ...shareOf(deps, product.author),
  };
}

function lineBounds(text: string | null): Pick<OfferLine, 'saleBounds'> {
  const saleBounds = boundsOf(text);
  return saleBounds === null ? {} : { saleBounds };
}

function shareOf(deps: CheckoutDeps, author: string | null): Pick<OfferLine, 'share'> {
  const share = deps.creatorShares.find((one) => one.author === author);
  return share === undefined ? {} : { share: { creatorId: share.creatorId, sharePpm: share.sharePpm } };
}

function refuseOwned(productIds: readonly string[]): void {
  if (productIds.length > 0)
    throw new DomainError(checkoutErrors.already_owned, { extensions: { productIds } });
}

function refuseOtherPrice(body: StartPurchaseBody, lines: readonly OfferLine[]): void {
  const newTotalMinor = sumAmounts(lines.map((line) => line.totalMinor));
  const seen = body.lines.every((line, index) => line.priceId === lines[index]?.priceId);
  if (seen && newTotalMinor === body.expectedTotalMinor) return;
  throw new DomainError(checkoutErrors.price_changed, {
    extensions: {
      newTotalMinor,
      currency: body.currency,
      lines: lines.map(({ productId, priceId, amountMinor }) => ({ productId, priceId, amountMinor })),
    },
  });
}
