import { refusalText } from '../../src/bot/text/refund.ts';
import { parseAmount } from '../../src/kernel/money.ts';
import type { Expectation } from './format.ts';
import type { Heard, Played, ShownProduct } from './play.ts';
import type { Scene, StockedProduct } from './scene.ts';

/** What was not as it had to be, in sentences; empty when the outcome was reached. */
export type Faults = readonly string[];

/** Products among the first of a list that a learner surely looks at. */
const LOOKED_AT = 3;

/** Holds one turn against its expectation, and against what is true of every answer. */
export function judgeTurn(
  scene: Scene,
  { turns, person }: Played,
  { index, expected }: { index: number; expected: Expectation },
): Faults {
  const heard = turns[index];
  if (heard === undefined) return ['the turn was not played'];
  const lists = turns.slice(0, index).filter(({ products }) => products.length > 0);
  const before = (lists.findLast(({ products }) => products.length > 1) ?? lists.at(-1))?.products ?? [];
  return [
    ...alwaysTrue(scene, heard),
    ...judgeTalk(heard, expected),
    ...judgeProducts(scene, { heard, before, expected: expected.products }),
    ...judgeChoice(heard, { before, expected }),
    ...judgeOrders(heard, { orders: person.orders, expected }),
  ];
}

/** Whether one of the right products is among the first; null when the turn names none. */
export function hasRightProduct(heard: Heard, { products, offers }: Expectation): boolean | null {
  const right = products?.anyOf ?? (offers === undefined ? undefined : [offers]);
  if (right === undefined) return null;
  return heard.products.slice(0, LOOKED_AT).some(({ id }) => right.includes(id));
}

function alwaysTrue({ byId }: Scene, { answered, withPeople, products }: Heard): string[] {
  const faults = answered || withPeople ? [] : ['no answer'];
  const wrong = products.filter(({ id, priceId, amountMinor }) => {
    const price = byId.get(id)?.prices.find((one) => one.priceId === priceId);
    return price?.amountMinor !== amountMinor;
  });
  return [...faults, ...wrong.map(({ id }) => `the price of ${id} is not the catalogue's`)];
}

function judgeTalk(heard: Heard, expected: Expectation): string[] {
  const { intent, language, cards = [], noCards = [], handoff, opens, taps } = expected;
  const { says = [], saysOneOf, saysNone = [] } = expected;
  const has = (words: string): boolean => heard.text.toLowerCase().includes(words.toLowerCase());
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  return [
    ...fault(intent === undefined || intent.includes(heard.intent), `intent ${heard.intent}, not ${intent}`),
    ...fault(language === undefined || heard.locale === locale, `answered in ${heard.locale}`),
    ...cards.filter((card) => !heard.cards.includes(card)).map((card) => `no ${card} card`),
    ...noCards.filter((card) => heard.cards.includes(card)).map((card) => `a ${card} card`),
    ...fault(handoff === undefined || handoff === heard.withPeople, `with people: ${heard.withPeople}`),
    ...fault(opens === undefined || opens === heard.opens, `opens ${heard.opens}, not ${opens}`),
    ...fault(taps === undefined || heard.taps > 0, 'offers no taps'),
    ...says.filter((words) => !has(words)).map((words) => `does not say “${words}”`),
    ...fault(saysOneOf?.some(has) ?? true, `says none of ${saysOneOf?.join(', ')}`),
    ...saysNone.filter(has).map((words) => `says “${words}”`),
  ];
}

interface JudgedProducts {
  readonly heard: Heard;
  /** The last list of several before. */
  readonly before: readonly ShownProduct[];
  readonly expected: Expectation['products'];
}

function judgeProducts(scene: Scene, { heard, before, expected }: JudgedProducts): string[] {
  if (expected === undefined) return [];
  const { products } = heard;
  const ids = products.map(({ id }) => id);
  const { anyOf, allOf = [], noneOf = [], only, min = 0, max = Number.POSITIVE_INFINITY } = expected;
  const cheapest = Math.min(...before.map(({ amountMinor }) => amountMinor));
  const known = before.map(({ id }) => id);
  const shown = ids.join(', ') || 'nothing';
  return [
    ...fault(
      anyOf?.some((id) => ids.slice(0, LOOKED_AT).includes(id)) ?? true,
      `shows ${shown}, not ${anyOf}`,
    ),
    ...allOf.filter((id) => !ids.includes(id)).map((id) => `does not show ${id}`),
    ...noneOf.filter((id) => ids.includes(id)).map((id) => `shows ${id}`),
    ...fault(ids.length >= min && ids.length <= max, `shows ${ids.length} products`),
    ...products.flatMap((product) => (only === undefined ? [] : judgeOnly(scene, product, only))),
    ...fault(
      expected.cheaperThanBefore === undefined ||
        products.every(({ amountMinor }) => amountMinor < cheapest) ||
        (products.length === 1 && products[0]?.amountMinor === cheapest),
      'something is no cheaper than before',
    ),
    ...fault(
      expected.newOnes === undefined || !ids.some((id) => known.includes(id)),
      `shows again: ${shown}`,
    ),
  ];
}

type Only = NonNullable<NonNullable<Expectation['products']>['only']>;

function judgeOnly({ byId }: Scene, shown: ShownProduct, only: Only): string[] {
  const product = byId.get(shown.id);
  if (product === undefined) return [`${shown.id} is not of the catalogue`];
  const { kinds, notKinds = [], languages, levels, ceiling, floor } = only;
  const inCurrency = (limit: NonNullable<Only['ceiling']>): boolean => shown.currency === limit.currency;
  const minor = (limit: NonNullable<Only['ceiling']>): number =>
    parseAmount(limit.amount, limit.currency) ?? 0;
  const isFree = shown.amountMinor === 0;
  return [
    ...fault(kinds?.includes(product.kind as never) ?? true, `${shown.id} is a ${product.kind}`),
    ...fault(!notKinds.includes(product.kind as never), `${shown.id} is a ${product.kind}`),
    ...fault(languages?.includes(product.language as never) ?? true, `${shown.id} is in another language`),
    ...fault(levels === undefined || isLevel(product, levels), `${shown.id} is ${product.level}`),
    ...fault(
      ceiling === undefined || isFree || (inCurrency(ceiling) && shown.amountMinor <= minor(ceiling)),
      `${shown.id} is over the budget`,
    ),
    ...fault(
      floor === undefined || (inCurrency(floor) && shown.amountMinor >= minor(floor)),
      `${shown.id} is below the least price`,
    ),
  ];
}

function isLevel({ level }: StockedProduct, levels: readonly string[]): boolean {
  return level === null || level === 'all' || levels.includes(level);
}

function judgeChoice(
  heard: Heard,
  { before, expected }: { before: readonly ShownProduct[]; expected: Expectation },
): string[] {
  const { offers, place } = expected;
  const ids = heard.products.map(({ id }) => id);
  const meant = place === undefined ? undefined : before[place - 1]?.id;
  return [
    ...fault(
      offers === undefined || (ids.length === 1 && ids[0] === offers),
      `offers ${ids.join(', ') || 'nothing'}, not ${offers}`,
    ),
    ...fault(
      place === undefined || (ids.length === 1 && ids[0] === meant),
      `takes ${ids.join(', ') || 'nothing'} for number ${place}, ${meant}`,
    ),
  ];
}

interface JudgedOrders {
  /** Order numbers by the names of the past. */
  readonly orders: ReadonlyMap<string, string>;
  readonly expected: Expectation;
}

function judgeOrders(heard: Heard, { orders, expected }: JudgedOrders): string[] {
  const numberOf = (name: string): string => orders.get(name) ?? `(no order ${name})`;
  const { orders: named, refund } = expected;
  const isNamed = (number: string): boolean =>
    heard.orderNumbers.includes(number) ||
    heard.refundNumbers.includes(number) ||
    heard.text.includes(number);
  const others = [...orders.keys()].filter((name) => named?.includes(name) === false);
  return [
    ...(named ?? [])
      .filter((name) => !isNamed(numberOf(name)))
      .map((name) => `does not name the order ${name}`),
    ...others.filter((name) => isNamed(numberOf(name))).map((name) => `names the order ${name}`),
    ...(refund?.offered ?? [])
      .filter((name) => !heard.refundNumbers.includes(numberOf(name)))
      .map((name) => `does not offer to refund ${name}`),
    ...fault(
      refund?.refused === undefined || tellsRefusal(heard, refund.refused),
      `does not tell ${refund?.refused}`,
    ),
  ];
}

type Refusal = Parameters<typeof refusalText>[0];

/** Stands for what a reason's sentence says of the order. */
const BLANK = '‡';

/** The reason's own sentence, whatever product it speaks of. */
function tellsRefusal({ text, refundNumbers }: Heard, refusal: string): boolean {
  if (refundNumbers.length > 0) return false;
  const legalText = { zh: BLANK, en: BLANK };
  const told = refusalText(refusal as Refusal, { title: BLANK, days: 0, legalText });
  return Object.values(told).some((sentence) =>
    sentence.split(/‡|\d+/u).every((part) => text.includes(part.trim())),
  );
}

function fault(isFine: boolean, sentence: string): string[] {
  return isFine ? [] : [sentence];
}
