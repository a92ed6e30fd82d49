import type { Queries } from '../../kernel/db/database.ts';
import type { Features } from '../feature-shapes.ts';
import type { ReviewCaseView } from '../wire.ts';

export interface FindSimilar {
  /** The press that others are held against. */
  readonly assessmentId: string;
  readonly checkoutId: string;
  readonly livemode: boolean;
  /** Standardised features; null for a vector of another form. */
  readonly place: (features: Features) => Float64Array | null;
}

/** How far back is looked, and how many are shown. */
const LOOKED_AT_MAX = 1_000;
const SHOWN_MAX = 5;

/**
 * The checkouts before a press that were most like it, nearest first, with what became of them. Only somebody who decides asks
 * for this: it reads the newest thousand records before it.
 */
export async function findSimilar(
  queries: Queries,
  { assessmentId, checkoutId, livemode, place }: FindSimilar,
): Promise<ReviewCaseView['similar']> {
  const rows = await queries
    .selectFrom('risk_assessment')
    .select(['assessmentId', 'checkoutId', 'features', 'decision', 'amountMinor', 'currency', 'method'])
    .select('createdAtMs')
    .where('assessmentId', '<=', assessmentId)
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('assessmentId', 'desc')
    .limit(LOOKED_AT_MAX)
    .execute();
  const placeOfRow = ({ features }: { features: string }) => place(JSON.parse(features) as Features);
  const [self] = rows;
  const here = self?.assessmentId === assessmentId ? placeOfRow(self) : null;
  if (here === null) return [];
  const others = rows.flatMap(({ features, ...row }) => {
    if (row.checkoutId === checkoutId) return [];
    const there = placeOfRow({ features });
    return there === null ? [] : [{ ...row, distance: distanceOf(here, there) }];
  });
  others.sort((one, other) => one.distance - other.distance);
  // Of several presses of one checkout the nearest stands for it.
  const nearest = [...new Map(others.toReversed().map((one) => [one.checkoutId, one])).values()]
    .sort((one, other) => one.distance - other.distance)
    .slice(0, SHOWN_MAX);
  const outcomes = await outcomesOf(
    queries,
    nearest.map((one) => one.checkoutId),
  );
  return nearest.map(({ assessmentId: _, decision, ...one }) => ({
    ...one,
    decision: decision as ReviewCaseView['similar'][number]['decision'],
    outcome: outcomes.get(one.checkoutId) ?? 'unpaid',
  }));
}

/** Of vectors of one length. */
function distanceOf(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += ((one[at] as number) - (other[at] as number)) ** 2;
  return Math.sqrt(sum);
}

type Outcome = ReviewCaseView['similar'][number]['outcome'];

/** What is known of checkouts: the newest label, else whether they were paid. */
async function outcomesOf(
  queries: Queries,
  checkoutIds: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  if (checkoutIds.length === 0) return new Map();
  const [payments, labels] = await Promise.all([
    queries
      .selectFrom('payment')
      .select('checkoutId')
      .where('checkoutId', 'in', checkoutIds)
      .where('succeededAtMs', 'is not', null)
      .execute(),
    queries
      .selectFrom('risk_label')
      .select(['checkoutId', 'isFraud'])
      .where('checkoutId', 'in', checkoutIds)
      .orderBy('knownAtMs')
      .execute(),
  ]);
  return new Map<string, Outcome>([
    ...payments.map(({ checkoutId }) => [checkoutId, 'paid'] as const),
    ...labels.map(({ checkoutId, isFraud }) => [checkoutId, isFraud === 1 ? 'fraud' : 'good'] as const),
  ]);
}
