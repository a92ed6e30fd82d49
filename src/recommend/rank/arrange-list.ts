import type { Money } from '../../kernel/money.ts';
import type { Choice } from '../types.ts';
import { orderPrerequisites, orderSeries } from './series.ts';

/** A cheaper way in costs at most this share of the least of those above it … */
const CHEAPER_SHARE = 0.6;
/** … and suits at least this share as well as the best. */
const CHEAPER_SCORE_SHARE = 0.5;

/**
 * The last touches on a varied list, best first: a cheaper way in for the last place when all of the first `limit`
 * cost much more, parts of a series in their order, and what should be learned first in front of what needs it. What
 * stands below `limit` waits in case something is gone.
 */
export function arrangeList(
  choices: readonly Choice[],
  limit: number,
  currencies: readonly string[],
): Choice[] {
  const arranged = orderSeries(withCheaper(choices, limit, currencies));
  return [...orderPrerequisites(arranged.slice(0, limit)), ...arranged.slice(limit)];
}

function withCheaper(choices: readonly Choice[], limit: number, currencies: readonly string[]): Choice[] {
  const shown = choices.slice(0, limit);
  const waiting = choices.slice(limit);
  if (limit < 3 || shown.length < limit) return [...choices];
  const priceOf = ({ product }: Choice): Money | undefined =>
    currencies.flatMap((currency) => product.prices.filter((price) => price.currency === currency))[0];
  const prices = shown.map(priceOf);
  const [first] = prices;
  if (first === undefined || prices.some((price) => price?.currency !== first.currency)) return [...choices];
  const least = Math.min(...prices.map((price) => price?.amountMinor ?? 0));
  const scoreMin = (choices[0]?.score ?? 0) * CHEAPER_SCORE_SHARE;
  const cheaper = waiting.find((choice) => {
    const price = priceOf(choice);
    const isLess = price?.currency === first.currency && price.amountMinor <= least * CHEAPER_SHARE;
    return isLess && choice.score >= scoreMin;
  });
  if (cheaper === undefined) return [...choices];
  const replaced = shown.at(-1);
  return [
    ...shown.slice(0, -1),
    { ...cheaper, evidence: { ...cheaper.evidence, isCheaper: true } },
    ...(replaced === undefined ? [] : [replaced]),
    ...waiting.filter((choice) => choice !== cheaper),
  ];
}
