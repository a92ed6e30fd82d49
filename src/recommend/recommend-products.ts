import type { Tx } from '../kernel/db/database.ts';
import type { RecommendDeps } from './deps.ts';
import { recommendationShown } from './events.ts';
import { USUAL_POLICY } from './experiment/experiment.ts';
import { explainChoice, explainRelaxation } from './explain.ts';
import {
  itemOf,
  type PreparedList,
  prepareList,
  type RecommendProducts,
  readFresh,
  reasonContextOf,
} from './prepare-list.ts';
import type { Plan, PlannedPlace } from './rank/plan-list.ts';
import { saveRecommendation } from './store.ts';
import type { RecommendationView } from './wire.ts';

/**
 * Recommends products for a learner's words. Never one that is owned or withdrawn; language, price ceiling, kind
 * and level are kept unless nothing meets them, and what was given up is told in `relaxed`. Prices are read from
 * the price table in the transaction that records what was shown.
 */
export async function recommendProducts(
  deps: RecommendDeps,
  request: RecommendProducts,
): Promise<RecommendationView> {
  const prepared = await prepareList(deps, request);
  return deps.db.transact((tx) => showChosen(deps, tx, prepared));
}

/** Reads the chosen products as they are now, drops what no longer fits, and records what is shown. */
async function showChosen(deps: RecommendDeps, tx: Tx, showing: PreparedList): Promise<RecommendationView> {
  const { request, wish, chosen, plan, recommendationId } = showing;
  const { fresh: choices, titles, named } = await readFresh(tx, showing);
  const context = reasonContextOf(showing, titles);
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
  await recommendationShown(deps, tx, {
    ...{ ...request, recommendationId, strategy, relaxed },
    items: items.map((item) => ({ ...item, variant: placeOf(plan, item.productId).variant })),
    askedTopicIds: showing.isPersonal ? chosen.askedTopicIds : [],
    unmet: items.length === 0 ? chosen.unmet : [],
    experimentId: plan.experimentId,
  });
  return {
    recommendationId,
    strategy,
    items,
    unmet: items.length === 0 ? [...chosen.unmet] : [],
    withheld: named,
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
