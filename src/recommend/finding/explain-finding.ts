import { findProducts } from '../../checkout/index.ts';
import type { RecommendDeps } from '../deps.ts';
import { explainChoice, explainRelaxation } from '../explain.ts';
import {
  itemOf,
  type PreparedList,
  prepareList,
  type RecommendProducts,
  readFresh,
  reasonContextOf,
} from '../prepare-list.ts';
import type { RecommendationView } from '../wire.ts';
import { traceFinding } from './trace-finding.ts';
import type { FindingView } from './wire.ts';

/** What would be shown, and how it came about. */
export interface Preview {
  /** As a learner would get it. */
  readonly list: RecommendationView;
  readonly finding: FindingView;
}

const CANDIDATES_MAX = 20;

/**
 * Chooses for words as `recommendProducts` does, by the same functions and with the prices of this moment, records no
 * impression and says of every product that the words find what each source says for it and what removed it.
 */
export async function previewProducts(deps: RecommendDeps, request: RecommendProducts): Promise<Preview> {
  // A preview is nobody's: no experiment and no draw of chance stand in it.
  const { runningExperiment: _, explorationShare: _share, ...usual } = deps;
  const prepared = await prepareList(usual, request);
  const list = await listOf(deps, prepared);
  return { list, finding: await findingOf(deps, prepared, list) };
}

async function listOf(deps: RecommendDeps, prepared: PreparedList): Promise<RecommendationView> {
  const { chosen, wish, recommendationId } = prepared;
  const { fresh, titles, named } = await readFresh(deps.db.query, prepared);
  const context = reasonContextOf(prepared, titles);
  const items = fresh
    .slice(0, wish.limit)
    .map((one) => itemOf(deps.newId('imp'), one, explainChoice(one.choice, context)));
  const hasNone = items.length === 0;
  return {
    recommendationId,
    strategy: hasNone ? 'none' : chosen.strategy,
    items,
    unmet: hasNone ? [...chosen.unmet] : [],
    withheld: named,
    relaxed: hasNone
      ? []
      : chosen.relaxed.map((given) => ({ wish: given, message: explainRelaxation(given, context) })),
  };
}

async function findingOf(
  { db }: RecommendDeps,
  prepared: PreparedList,
  { strategy, items, relaxed, unmet }: RecommendationView,
): Promise<FindingView> {
  const { view, wish, chosen } = prepared;
  const traced = traceFinding(prepared)().slice(0, CANDIDATES_MAX);
  const rows = await findProducts(
    db.query,
    traced.map(({ product }) => product.productId),
  );
  const titles = new Map(rows.map(({ product }) => [product.productId, product.title]));
  return {
    ...{ strategy, relaxed, unmet, topic: wish.topic },
    askedTopics: chosen.askedTopicIds.flatMap((id) => view.analysis.topics.topics.get(id)?.name ?? []),
    shown: items.map(({ productId, currency, amountMinor, reason }) => ({
      ...{ productId, currency, amountMinor, reason },
    })),
    candidates: traced.map(({ product, foundBy, unmet: missed, ...rest }) => ({
      ...rest,
      productId: product.productId,
      title: titles.get(product.productId) ?? product.productId,
      kind: product.kind,
      language: product.language,
      foundBy: [...foundBy],
      unmet: [...missed],
    })),
  };
}
