import { findProducts, type Price, type PricedProduct } from '../checkout/index.ts';
import type { Language, Surface } from '../identity/wire.ts';
import type { Tx } from '../kernel/db/database.ts';
import { limits } from '../kernel/limits.ts';
import type { RecommendDeps } from './deps.ts';
import { recommendationShown } from './events.ts';
import { USUAL_POLICY } from './experiment/experiment.ts';
import { explainChoice, explainRelaxation, type ReasonContext } from './explain.ts';
import { type Plan, type PlannedPlace, planList } from './rank/plan-list.ts';
import { readQuestion } from './search/question.ts';
import type { ShelfView } from './shelf.ts';
import { shelfProductOf } from './shelf-entries.ts';
import { readSlots } from './slots.ts';
import { saveRecommendation } from './store.ts';
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

/**
 * Recommends products for a learner's words. Never one that is owned or withdrawn; language, price ceiling, kind
 * and level are kept unless nothing meets them, and what was given up is told in `relaxed`. Prices are read from
 * the price table in the transaction that records what was shown.
 */
export async function recommendProducts(
  deps: RecommendDeps,
  request: RecommendProducts,
): Promise<RecommendationView> {
  const { learnerId } = request;
  const [view, owned, inCheckout, isPersonal, readTaste, experiment] = await Promise.all([
    deps.shelf.view(),
    deps.ownedProductIds(learnerId),
    deps.openCheckoutProductIds?.(learnerId),
    deps.isPersonalised(learnerId),
    deps.taste?.read(),
    deps.runningExperiment?.(),
  ]);
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
      ...(slots.excludedTopic === undefined
        ? {}
        : { excludedTopicIds: topicIdsOf(view, slots.excludedTopic) }),
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
  return deps.db.transact((tx) =>
    showChosen(deps, tx, {
      ...{ request, view, wish, plan, chosen: plan.chosen, currencies, isPersonal, recommendationId },
    }),
  );
}

function topicIdsOf(view: ShelfView, text: string): ReadonlySet<string> {
  const { units } = readQuestion(view.analysis, view.index, text);
  return new Set(units.flatMap(({ topics }) => topics.map(({ id }) => id)));
}

function groupsOf(view: ShelfView, owned: ReadonlySet<string>): ReadonlySet<string> {
  if (owned.size === 0) return new Set();
  const places = [...owned].flatMap((productId) => view.placeOf(productId) ?? []);
  return new Set(places.flatMap((place) => view.products[place]?.translationGroup ?? []));
}

interface Showing {
  readonly request: RecommendProducts;
  readonly view: ShelfView;
  readonly wish: ChoiceWish;
  readonly plan: Plan;
  readonly chosen: Chosen;
  readonly currencies: readonly string[];
  readonly isPersonal: boolean;
  readonly recommendationId: string;
}

/** Reads the chosen products as they are now, drops what no longer fits, and records what is shown. */
async function showChosen(deps: RecommendDeps, tx: Tx, showing: Showing): Promise<RecommendationView> {
  const { request, view, wish, chosen, plan, recommendationId } = showing;
  const { fresh: choices, titles } = await readFresh(tx, showing);
  const context: ReasonContext = {
    language: request.language,
    wishes: wish.wishes,
    topics: view.analysis.topics.topics,
    titles,
  };
  const shown = choices.slice(0, wish.limit).map((fresh) => ({
    choice: fresh.choice,
    item: itemOf(deps.newId('imp'), fresh, explainChoice(fresh.choice, context)),
  }));
  const items = shown.map(({ item }) => item);
  const strategy = items.length === 0 ? 'none' : chosen.strategy;
  const relaxed = items.length === 0 ? [] : chosen.relaxed;
  await saveRecommendation(
    tx,
    {
      recommendationId,
      learnerId: request.learnerId,
      conversationId: request.conversationId,
      turnActivityId: request.turnActivityId ?? null,
      surface: request.surface,
      language: request.language,
      strategy,
      request: JSON.stringify(
        showing.isPersonal ? { topicIds: chosen.askedTopicIds, wishes: wish.wishes, relaxed } : { relaxed },
      ),
      livemode: deps.livemode ? 1 : 0,
      createdAtMs: deps.clock.nowMs(),
    },
    shown.map(({ choice, item }, place) => ({
      impressionId: item.impressionId,
      recommendationId,
      rank: place + 1,
      productId: item.productId,
      priceId: item.priceId,
      currency: item.currency,
      amountMinor: item.amountMinor,
      score: choice.score,
      reason: JSON.stringify(choice.evidence),
      ...placeOf(plan, item.productId),
    })),
  );
  await recommendationShown(deps, tx, { ...request, recommendationId, strategy, relaxed, items });
  return {
    recommendationId,
    strategy,
    items,
    unmet: items.length === 0 ? [...chosen.unmet] : [],
    relaxed: relaxed.map((given) => ({ wish: given, message: explainRelaxation(given, context) })),
  };
}

/** What stands in for a place that was not planned: none is, so it is told plainly. */
const UNPLANNED: PlannedPlace = { slot: 'best', propensity: 1, policy: USUAL_POLICY, variant: null };

function placeOf(
  { places, experimentId }: Plan,
  productId: string,
): PlannedPlace & { experimentId: string | null } {
  return { ...(places.get(productId) ?? UNPLANNED), experimentId };
}

interface FreshChoice {
  readonly choice: Choice;
  readonly priced: PricedProduct;
  readonly price: Price;
}

interface Fresh {
  readonly fresh: readonly FreshChoice[];
  /** Titles of the learner's own products that speak for them. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What is in memory may be a second old: status, wishes and prices are checked on the rows themselves. */
async function readFresh(tx: Tx, { wish, chosen, currencies }: Showing): Promise<Fresh> {
  const sources = chosen.choices.flatMap(({ evidence }) => evidence.taste?.sourceProductId ?? []);
  const productIds = chosen.choices.map(({ product }) => product.productId);
  const rows = await findProducts(tx, [...new Set([...productIds, ...sources])]);
  const byId = new Map(rows.map((priced) => [priced.product.productId, priced]));
  const required = madeWishes(wish.wishes).filter((made) => !chosen.relaxed.includes(made));
  const fresh = chosen.choices.flatMap((choice): FreshChoice[] => {
    const priced = byId.get(choice.product.productId);
    if (priced === undefined) return [];
    const product = shelfProductOf(priced, choice.product.topicIds);
    const { ceiling, floor } = wish.wishes;
    const price = priceToShow(priced.prices, { ceiling, floor, currencies });
    const fits =
      !isBarred(product, wish.bars) && required.every((made) => meetsWish(product, wish.wishes, made));
    if (!fits || price === undefined) return [];
    const evidence = { ...choice.evidence, met: metWishes(product, wish.wishes) };
    return [{ choice: { ...choice, product, evidence }, priced, price }];
  });
  return { fresh, titles: new Map(rows.map(({ product }) => [product.productId, product.title])) };
}

function itemOf(impressionId: string, { priced, price }: FreshChoice, reason: string): RecommendedProduct {
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
  };
}
