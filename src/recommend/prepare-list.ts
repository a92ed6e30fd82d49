import { findProducts, findSoldOut, type Price, type PricedProduct } from '../checkout/index.ts';
import type { BuyerFacts } from '../identity/index.ts';
import type { Language, Surface } from '../identity/wire.ts';
import type { Queries } from '../kernel/db/database.ts';
import { limits } from '../kernel/limits.ts';
import type { RecommendDeps } from './deps.ts';
import type { ReasonContext } from './explain.ts';
import { type Plan, planList } from './rank/plan-list.ts';
import type { ShelfView } from './shelf.ts';
import { shelfProductOf } from './shelf-entries.ts';
import { readSlots } from './slots.ts';
import { barTurnedDown } from './turned-down.ts';
import type { Choice, ChoiceWish, Chosen } from './types.ts';
import type { RecommendationView, RecommendedProduct, Slots } from './wire.ts';
import {
  isBarred,
  madeWishes,
  meetsWish,
  metWishes,
  preferredCurrencies,
  priceToShow,
  readWishes,
} from './wishes.ts';
import { explainWithheld, findWithheld, namesTitle, type Withheld } from './withheld.ts';

export interface RecommendProducts {
  readonly learnerId: string;
  readonly conversationId: string | null;
  /** What the learner wrote, masked. */
  readonly text: string;
  /** Left out: read from the text. */
  readonly slots?: Slots | undefined;
  /** The learner's language: of the reasons, and of the content unless the slots name another. */
  readonly language: Language;
  /** The currency prices are wanted in; left out = the language's usual one. */
  readonly currency?: string | undefined;
  readonly surface: Surface;
  /** Not these again; left out: any. */
  readonly shownProductIds?: readonly string[] | undefined;
  /** 1 to `limits.recommendationsMax`. */
  readonly limit: number;
  /** The activity that this answers. */
  readonly turnActivityId?: string | undefined;
}

/** A list that was chosen from memory and not shown yet. */
export interface PreparedList {
  readonly request: RecommendProducts;
  readonly view: ShelfView;
  readonly wish: ChoiceWish;
  readonly plan: Plan;
  readonly chosen: Chosen;
  readonly currencies: readonly string[];
  readonly isPersonal: boolean;
  readonly recommendationId: string;
  readonly livemode: boolean;
  /** What the words find and may not be sold to this learner. */
  readonly withheld: readonly Withheld[];
}

/** Chooses for a learner's words from the catalogue in memory. Writes nothing. */
export async function prepareList(deps: RecommendDeps, request: RecommendProducts): Promise<PreparedList> {
  const { learnerId } = request;
  const [view, owned, inCheckout, isPersonal, readTaste, experiment] = await Promise.all([
    deps.shelf.view(),
    deps.ownedProductIds(learnerId),
    deps.openCheckoutProductIds?.(learnerId),
    deps.isPersonalised(learnerId),
    deps.taste?.read(),
    deps.runningExperiment?.(),
  ]);
  const buyer = await buyerFor(deps, view, learnerId);
  const slots = request.slots ?? readSlots(request.text);
  const currencies = preferredCurrencies(request.language, request.currency);
  const wish: ChoiceWish = {
    topic: slots.topic,
    wishes: readWishes(slots, { language: request.language, currencies }),
    bars: {
      ownedProductIds: owned,
      ownedGroups: groupsOf(view, owned),
      excludedKinds: slots.excludedKinds ?? [],
      ...(inCheckout === undefined ? {} : { inCheckoutProductIds: inCheckout }),
      ...barTurnedDown(view, slots),
      ...(buyer === undefined ? {} : { buyer }),
      ...(request.shownProductIds === undefined ? {} : { shownProductIds: new Set(request.shownProductIds) }),
    },
    limit: Math.min(request.limit, limits.recommendationsMax),
    // Who wants nothing personal sees what everybody without a history sees.
    seed: isPersonal ? learnerId : '',
    currencies,
    taste: readTaste?.(isPersonal ? learnerId : null),
  };
  const recommendationId = deps.newId('rec');
  const plan = planList(view, wish, {
    learnerId,
    recommendationId,
    experiment,
    explorationShare: deps.explorationShare ?? 0,
  });
  return {
    ...{ request, view, wish, plan, chosen: plan.chosen, currencies, isPersonal, recommendationId },
    livemode: deps.livemode,
    withheld: findWithheld(view, wish),
  };
}

/** Where and how old the learner is; asked only where a product asks for it. */
export async function buyerFor(
  deps: Pick<RecommendDeps, 'buyerFacts'>,
  view: ShelfView,
  learnerId: string,
): Promise<BuyerFacts | undefined> {
  if (view.hasBounds !== true) return undefined;
  return (await deps.buyerFacts?.(learnerId)) ?? { country: null, ageYears: null };
}

function groupsOf(view: ShelfView, owned: ReadonlySet<string>): ReadonlySet<string> {
  if (owned.size === 0) return new Set();
  const places = [...owned].flatMap((productId) => view.placeOf(productId) ?? []);
  return new Set(places.flatMap((place) => view.products[place]?.translationGroup ?? []));
}

/** What the reasons of a list may name. */
export function reasonContextOf(
  { request, view, wish }: PreparedList,
  titles: ReadonlyMap<string, string>,
): ReasonContext {
  return {
    language: request.language,
    wishes: wish.wishes,
    topics: view.analysis.topics.topics,
    titles,
  };
}

/** A chosen product as it is now, with the price to show. */
export interface FreshChoice {
  readonly choice: Choice;
  readonly priced: PricedProduct;
  readonly price: Price;
}

interface Fresh {
  readonly fresh: readonly FreshChoice[];
  /** Titles of the learner's own products that speak for them. */
  readonly titles: ReadonlyMap<string, string>;
  /** Asked for by name, and not to be sold to this learner. */
  readonly named: RecommendationView['withheld'];
}

/** What is in memory may be a second old: status, wishes and prices are checked on the rows themselves. */
export async function readFresh(
  db: Queries,
  { request, wish, chosen, currencies, withheld, livemode }: PreparedList,
): Promise<Fresh> {
  const sources = chosen.choices.flatMap(({ evidence }) => evidence.taste?.sourceProductId ?? []);
  const productIds = chosen.choices.map(({ product }) => product.productId);
  const withheldIds = withheld.map(({ productId }) => productId);
  const rows = await findProducts(db, [...new Set([...productIds, ...sources, ...withheldIds])]);
  const byId = new Map(rows.map((priced) => [priced.product.productId, priced]));
  const products = rows.map(({ product }) => product);
  const full = new Set(await findSoldOut(db, products, livemode ? 1 : 0));
  const required = madeWishes(wish.wishes).filter((made) => !chosen.relaxed.includes(made));
  const fresh = chosen.choices.flatMap((choice): FreshChoice[] => {
    const priced = byId.get(choice.product.productId);
    if (priced === undefined || full.has(choice.product.productId)) return [];
    const product = shelfProductOf(priced, choice.product.topicIds);
    const { ceiling, floor } = wish.wishes;
    const price = priceToShow(priced.prices, { ceiling, floor, currencies });
    const fits =
      !isBarred(product, wish.bars) && required.every((made) => meetsWish(product, wish.wishes, made));
    if (!fits || price === undefined) return [];
    const evidence = { ...choice.evidence, met: metWishes(product, wish.wishes) };
    return [{ choice: { ...choice, product, evidence }, priced, price }];
  });
  const titles = new Map(rows.map(({ product }) => [product.productId, product.title]));
  const named = withheld.flatMap((one) => {
    const title = titles.get(one.productId) ?? '';
    if (!namesTitle(request.text, title)) return [];
    return [{ why: one.why, title, message: explainWithheld({ ...one, title }, request.language) }];
  });
  return { fresh, titles, named };
}

/** The card of a chosen product. */
export function itemOf(
  impressionId: string,
  { priced, price }: FreshChoice,
  reason: string,
): RecommendedProduct {
  const { product } = priced;
  return {
    impressionId,
    productId: product.productId,
    title: product.title,
    kind: product.kind,
    language: product.language,
    level: product.level,
    author: product.author,
    durationMinutes: product.durationMinutes,
    description: product.description,
    coverUrl: product.coverUrl,
    url: product.url,
    priceId: price.priceId,
    amountMinor: price.amountMinor,
    currency: price.currency,
    reason,
    ...(product.saleBounds?.minAgeYears == null ? {} : { minAgeYears: product.saleBounds.minAgeYears }),
  };
}
