import { asksWhere, type Unsold, whyUnsold } from '../checkout/index.ts';
import type { Language } from '../identity/wire.ts';
import { type Money, parseAmount } from '../kernel/money.ts';
import type { Bars, ShelfProduct, Wishes } from './types.ts';
import type { Slots, Relaxation as Wish } from './wire.ts';

/** The order in which wishes are given up: first what matters least, the price last. */
export const WISH_ORDER: readonly Wish[] = ['level', 'kind', 'language', 'price'];

/** Currencies in which a learner of this language is shown prices, best first. */
export function preferredCurrencies(language: Language, wanted: string | undefined): readonly string[] {
  const usual = language === 'zh' ? ['CNY', 'USD'] : ['USD', 'CNY'];
  return wanted === undefined ? usual : [wanted, ...usual.filter((currency) => currency !== wanted)];
}

/** Fills in what the learner left open. A ceiling without a currency is meant in the usual one. */
export function readWishes(
  slots: Slots,
  learner: { language: Language; currencies: readonly string[] },
): Wishes {
  return {
    level: slots.level ?? null,
    kind: slots.kind ?? null,
    language: slots.language ?? learner.language,
    isLanguageNamed: slots.language !== undefined,
    ceiling: ceilingOf(slots, learner.currencies[0] ?? 'CNY'),
    floor: moneyOf(slots.priceFloor, learner.currencies[0] ?? 'CNY'),
    ...(slots.isBrief === true ? { isBrief: true } : {}),
    ...(slots.isAround === true ? { isAround: true } : {}),
  };
}

function ceilingOf(slots: Slots, usualCurrency: string): Money | null {
  if (slots.free === true) return { amountMinor: 0, currency: usualCurrency };
  return moneyOf(slots.priceCeiling, usualCurrency);
}

function moneyOf(said: Slots['priceCeiling'], usualCurrency: string): Money | null {
  if (said === undefined) return null;
  const currency = said.currency ?? usualCurrency;
  const amountMinor = parseAmount(said.amount, currency);
  return amountMinor === null ? null : { amountMinor, currency };
}

/** What is never shown, whatever was asked. */
export function isBarred(product: ShelfProduct, bars: Bars): boolean {
  return barOf(product, bars) !== null;
}

/** Why a product is never shown here; null when it may be. */
export type Bar =
  | 'not_on_sale'
  | 'no_price'
  | 'owned'
  | 'in_checkout'
  | 'kind'
  | 'shown_before'
  | 'topic'
  | 'full'
  | Unsold;

/** The first bar that a product meets. */
export function barOf(product: ShelfProduct, bars: Bars): Bar | null {
  if (!product.isOnSale) return 'not_on_sale';
  if (product.prices.length === 0) return 'no_price';
  if (isOwned(product, bars.ownedProductIds) || ownsGroupOf(product, bars)) return 'owned';
  if (bars.inCheckoutProductIds?.has(product.productId) === true) return 'in_checkout';
  if (bars.excludedKinds.includes(product.kind)) return 'kind';
  if (bars.shownProductIds?.has(product.productId) === true) return 'shown_before';
  return hasTopicOf(product, bars) ? 'topic' : unsoldTo(product, bars);
}

/** Products without bounds, as most are, cost one look. */
function unsoldTo({ saleBounds, isFull }: ShelfProduct, { buyer }: Bars): Unsold | 'full' | null {
  if (isFull === true) return 'full';
  return saleBounds === undefined || buyer === undefined ? null : whyUnsold(saleBounds, buyer);
}

/** Whether a product is for certain countries and nobody says where the learner is: it is shown when it is asked for. */
export function waitsToBeAsked({ saleBounds }: ShelfProduct, { buyer }: Bars): boolean {
  return saleBounds !== undefined && buyer !== undefined && asksWhere(saleBounds, buyer);
}

function ownsGroupOf({ translationGroup }: ShelfProduct, { ownedGroups }: Bars): boolean {
  return translationGroup !== null && ownedGroups.has(translationGroup);
}

function hasTopicOf(
  { topicIds, productId }: ShelfProduct,
  { excludedTopicIds, excludedProductIds }: Bars,
): boolean {
  if (excludedProductIds?.has(productId) === true) return true;
  return excludedTopicIds !== undefined && topicIds.some((topicId) => excludedTopicIds.has(topicId));
}

/** Bought, opened by a bundle that was, or a bundle of which nothing is new. */
export function isOwned(
  { productId, bundleIds, partIds }: ShelfProduct,
  ownedProductIds: ReadonlySet<string>,
): boolean {
  if (ownedProductIds.has(productId)) return true;
  if (bundleIds?.some((id) => ownedProductIds.has(id)) === true) return true;
  return partIds?.every((id) => ownedProductIds.has(id)) === true;
}

/** True when a product meets one wish; a wish that was not made is met. */
export function meetsWish(product: ShelfProduct, wishes: Wishes, wish: Wish): boolean {
  if (wish === 'kind') return wishes.kind === null || product.kind === wishes.kind;
  if (wish === 'language') return product.language === wishes.language;
  if (wish === 'price') return product.prices.some((price) => fitsPrice(price, wishes));
  return (
    wishes.level === null ||
    product.level === wishes.level ||
    product.level === 'all' ||
    product.level === null
  );
}

/** A price within what the learner wants to spend. */
function fitsPrice(price: Money, { ceiling, floor }: Pick<Wishes, 'ceiling' | 'floor'>): boolean {
  const isEnough =
    floor === null || (price.currency === floor.currency && price.amountMinor >= floor.amountMinor);
  return isEnough && (ceiling === null || fitsCeiling([price], ceiling));
}

/** Compares in the ceiling's currency only, since nothing is converted; what is free fits in any. */
export function fitsCeiling(prices: readonly Money[], ceiling: Money): boolean {
  return prices.some(
    (price) =>
      price.amountMinor === 0 ||
      (price.currency === ceiling.currency && price.amountMinor <= ceiling.amountMinor),
  );
}

/** The wishes that were made and can be given up. */
export function madeWishes(wishes: Wishes): Wish[] {
  const made: Record<Wish, boolean> = {
    level: wishes.level !== null,
    kind: wishes.kind !== null,
    language: true,
    price: wishes.ceiling !== null || wishes.floor !== null,
  };
  return WISH_ORDER.filter((wish) => made[wish]);
}

/** True when nothing has to be given up for a product. */
export function meetsAll(product: ShelfProduct, wishes: Wishes): boolean {
  return WISH_ORDER.every((wish) => meetsWish(product, wishes, wish));
}

/** The wishes that were made and that a product meets. */
export function metWishes(product: ShelfProduct, wishes: Wishes): Wish[] {
  return madeWishes(wishes).filter((wish) => meetsWish(product, wishes, wish));
}

/** The wishes that are never given up: a budget, and a language that was named. */
export function hardWishes(wishes: Wishes): Wish[] {
  return madeWishes(wishes).filter(
    (wish) => wish === 'price' || (wish === 'language' && wishes.isLanguageNamed),
  );
}

/** What a subject lacks: hard wishes that none of its products meets, or that none meets together. */
export function unmetWishes(products: readonly ShelfProduct[], wishes: Wishes): Wish[] {
  const hard = hardWishes(wishes);
  const alone = hard.filter((wish) => !products.some((product) => meetsWish(product, wishes, wish)));
  return alone.length > 0 ? alone : hard;
}

/**
 * Keeps those that meet all wishes; when there is none, gives up as little as possible, and hard wishes never: every
 * combination of the others is tried, a later wish of the order weighing more than all earlier ones together.
 */
export function keepWished<Item extends { readonly product: ShelfProduct }>(
  items: readonly Item[],
  wishes: Wishes,
): { readonly kept: Item[]; readonly givenUp: readonly Wish[] } {
  const made = madeWishes(wishes);
  const hard = hardWishes(wishes);
  const soft = made.filter((wish) => !hard.includes(wish));
  for (let mask = 0; mask < 2 ** soft.length; mask += 1) {
    const givenUp = soft.filter((_, place) => (mask >> place) % 2 === 1);
    const required = made.filter((wish) => !givenUp.includes(wish));
    const kept = items.filter(({ product }) => required.every((wish) => meetsWish(product, wishes, wish)));
    if (kept.length > 0) return { kept, givenUp };
  }
  return { kept: [], givenUp: [] };
}

/** The price to show: inside the ceiling when there is one, else in the first preferred currency it has. */
export function priceToShow<Price extends Money>(
  prices: readonly Price[],
  wanted: {
    readonly ceiling: Money | null;
    readonly floor?: Money | null;
    readonly currencies: readonly string[];
  },
): Price | undefined {
  const { ceiling, floor = null } = wanted;
  const isOpen = ceiling === null && floor === null;
  const fitting = isOpen ? [] : prices.filter((price) => fitsPrice(price, { ceiling, floor }));
  return firstPreferred(fitting, wanted.currencies) ?? firstPreferred(prices, wanted.currencies);
}

function firstPreferred<Price extends Money>(
  prices: readonly Price[],
  currencies: readonly string[],
): Price | undefined {
  for (const currency of currencies) {
    const found = prices.find((price) => price.currency === currency);
    if (found !== undefined) return found;
  }
  return prices[0];
}
