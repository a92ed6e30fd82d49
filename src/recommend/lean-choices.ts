import type { ChoiceWish, ShelfProduct, Wishes } from './types.ts';

/** "Something short": what takes longer comes later. */
const BRIEF_MINUTES_MAX = 200;
/** What takes longer than this is not short by anybody's measure. */
const LONGEST_MINUTES = 360;
const TOO_LONG_SHARE = 0.5;
/** Of an amount that is meant about, what costs nothing keeps this share. */
const FAR_FROM_AMOUNT_SHARE = 0.4;
/** What is made for children, for somebody who speaks of none. */
const FOR_CHILDREN_SHARE = 0.35;

/** … and for somebody who does. */
const SPOKEN_OF_BONUS = 1.6;

const FOR_CHILDREN: ReadonlySet<string> = new Set(['kids-coding']);
const CHILDREN =
  /孩|娃|宝宝|小朋友|孙|儿童|少儿|青少年|小学|初中|幼儿|女儿|儿子|闺女|侄|外甥|亲子|岁|\b(?:kid|child|son|daughter|nephew|niece|grand|boy|girl|teen|toddler|year[- ]old|school)/iu;

/** How much of its score a product keeps for what is preferred and never demanded: length, an amount about, for whom it is. */
export function leaningOf(
  product: ShelfProduct,
  { wishes, topic }: Pick<ChoiceWish, 'wishes' | 'topic'>,
): number {
  return briefShare(product, wishes) * amountShare(product, wishes) * childrenShare(product, topic);
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

function childrenShare({ topicIds }: ShelfProduct, asked: string): number {
  if (!topicIds.some((topicId) => FOR_CHILDREN.has(topicId))) return 1;
  return CHILDREN.test(asked) ? SPOKEN_OF_BONUS : FOR_CHILDREN_SHARE;
}

/** Who has an hour or two is shown nothing of a whole day, as long as there is something else. */
export function withoutLong<Item extends { readonly product: ShelfProduct }>(
  items: readonly Item[],
  { isBrief }: Wishes,
): readonly Item[] {
  if (isBrief !== true) return items;
  const short = items.filter(({ product }) => (product.durationMinutes ?? 0) <= LONGEST_MINUTES);
  return short.length > 0 ? short : items;
}
