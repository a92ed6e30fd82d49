import type { QuestionUnit } from './search/question.ts';
import type { ShelfProduct, Wishes } from './types.ts';

/** "Something short": what takes longer comes later. */
const BRIEF_MINUTES_MAX = 200;
const TOO_LONG_SHARE = 0.5;
/** Of an amount that is meant about, what costs nothing keeps this share. */
const FAR_FROM_AMOUNT_SHARE = 0.4;
/** What is made for children, for somebody who speaks of none. */
const FOR_CHILDREN_SHARE = 0.35;

const FOR_CHILDREN: ReadonlySet<string> = new Set(['kids-coding']);
const ABOUT_CHILDREN: ReadonlySet<string> = new Set(['kids-coding', 'parenting', 'toddlers']);

/** How much of its score a product keeps for what is preferred and never demanded: length, an amount about, for whom it is. */
export function leaningOf(product: ShelfProduct, wishes: Wishes, units: readonly QuestionUnit[]): number {
  return (
    briefShare(product, wishes) *
    amountShare(product, wishes) *
    (isForOthers(product, units) ? FOR_CHILDREN_SHARE : 1)
  );
}

function briefShare({ durationMinutes = null }: ShelfProduct, { isBrief }: Wishes): number {
  const isLong = durationMinutes !== null && durationMinutes > BRIEF_MINUTES_MAX;
  return isBrief === true && isLong ? TOO_LONG_SHARE : 1;
}

function amountShare({ prices }: ShelfProduct, { isAround, ceiling }: Wishes): number {
  if (isAround !== true || ceiling === null || ceiling.amountMinor === 0) return 1;
  const amounts = prices.flatMap(({ amountMinor, currency }) =>
    currency === ceiling.currency && amountMinor <= ceiling.amountMinor ? [amountMinor] : [],
  );
  const nearest = Math.max(0, ...amounts) / ceiling.amountMinor;
  return FAR_FROM_AMOUNT_SHARE + (1 - FAR_FROM_AMOUNT_SHARE) * nearest;
}

function isForOthers({ topicIds }: ShelfProduct, units: readonly QuestionUnit[]): boolean {
  if (!topicIds.some((topicId) => FOR_CHILDREN.has(topicId))) return false;
  return !units.some(
    ({ topics, terms }) =>
      topics.some(({ id }) => ABOUT_CHILDREN.has(id)) ||
      terms.some(({ term, by }) => by === 'hint' && ABOUT_CHILDREN.has(term.slice(1))),
  );
}
