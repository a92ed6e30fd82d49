import { readAmountWords } from './amount-words.ts';
import {
  ABOVE_BEGINNER,
  AMOUNT_IN_DIGITS,
  BRIEF_PATTERNS,
  CURRENCY_MARKS,
  CURRENCY_NAMES,
  EXCLUDED_KIND_PATTERNS,
  FREE_PATTERNS,
  KIND_PATTERNS,
  LANGUAGE_PATTERNS,
  LEVEL_PATTERNS,
  MEANT_ABOUT,
  NOT_FREE,
  OCCASIONS,
  PRICE_CEILINGS,
  PRICE_FLOOR,
  PRICE_RANGES,
  type SlotPatterns,
} from './slot-patterns.ts';
import type { Slots } from './wire.ts';

/**
 * Reads what a question asks for besides its subject: price ceiling, level, kind, language, free. Chinese,
 * English and mixtures. Pure; what is left of the text becomes `topic`.
 */
export function readSlots(text: string): Slots {
  const rest = { text: plainAmounts(text.normalize('NFKC').replace(NOT_FREE, ' ').replace(OCCASIONS, ' ')) };
  const free = takeEach(rest, FREE_PATTERNS);
  const range = takePriceRange(rest);
  const priceFloor = range?.least ?? takePriceFloor(rest);
  const priceCeiling = range?.most ?? takePriceCeiling(rest);
  const language = takeEach(rest, LANGUAGE_PATTERNS);
  const isBrief = takeFirst(rest, BRIEF_PATTERNS);
  const excludedKinds = EXCLUDED_KIND_PATTERNS.filter(([, pattern]) => pattern.test(rest.text));
  for (const [, pattern] of excludedKinds) takeMatch(rest, pattern);
  const kind = takeFirst(rest, KIND_PATTERNS);
  const aboveBeginner = takeFirst(rest, ABOVE_BEGINNER);
  const level = takeFirst(rest, LEVEL_PATTERNS) ?? aboveBeginner;
  return {
    topic: rest.text.replace(/\s+/gu, ' ').trim(),
    ...said({
      ...{ language, priceCeiling, priceFloor, level, kind, free, isBrief },
      excludedKinds: excludedKinds.length === 0 ? null : excludedKinds.map(([excluded]) => excluded),
      isAround: range === null && priceCeiling != null && isAbout(text) ? (true as const) : null,
    }),
  };
}

type Said<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** Only what was said. */
function said<T extends object>(slots: T): Said<T> {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value != null)) as Said<T>;
}

function plainAmounts(text: string): string {
  return AMOUNT_IN_DIGITS.reduce((plain, [said, meant]) => plain.replace(said, meant), text);
}

/** Whether an amount is meant about. A budget of about so much is a budget. */
function isAbout(text: string): boolean {
  return MEANT_ABOUT.test(text) && !/预算|budget/iu.test(text);
}

interface Rest {
  text: string;
}

/** Cuts the first match out of the rest; a space stays, so that words beside it do not grow together. */
function takeMatch(rest: Rest, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(rest.text);
  if (match !== null) {
    rest.text = `${rest.text.slice(0, match.index)} ${rest.text.slice(match.index + match[0].length)}`;
  }
  return match;
}

function takeFirst<Value>(rest: Rest, patterns: SlotPatterns<Value>): Value | null {
  for (const [value, pattern] of patterns) {
    if (takeMatch(rest, pattern) !== null) return value;
  }
  return null;
}

/** The first value that is said; all that says the same is cut out with it. */
function takeEach<Value>(rest: Rest, patterns: SlotPatterns<Value>): Value | null {
  const value = takeFirst(rest, patterns);
  const same = patterns.filter(([other]) => other === value);
  while (value !== null && takeFirst(rest, same) !== null);
  return value;
}

function takePriceRange(
  rest: Rest,
): { least: NonNullable<Slots['priceFloor']>; most: NonNullable<Slots['priceCeiling']> } | null {
  for (const pattern of PRICE_RANGES) {
    const groups = pattern.exec(rest.text)?.groups;
    const [least, most] = [groups?.['least'], groups?.['amount']].map((said) => readAmountWords(said ?? ''));
    if (groups === undefined || least == null || most == null || Number(least) >= Number(most)) continue;
    takeMatch(rest, pattern);
    const currency = currencyOf(`${groups['sign'] ?? ''} ${groups['unit'] ?? ''}`);
    return { least: { amount: least, currency }, most: { amount: most, currency } };
  }
  return null;
}

function takePriceCeiling(rest: Rest): Slots['priceCeiling'] | null {
  for (const pattern of PRICE_CEILINGS) {
    const match = pattern.exec(rest.text);
    const amount = match === null ? null : readAmountWords(match.groups?.['amount'] ?? '');
    if (match === null || amount === null) continue;
    takeMatch(rest, pattern);
    const marks = `${match.groups?.['sign'] ?? ''} ${match.groups?.['unit'] ?? ''}`;
    return { amount, currency: currencyOf(marks) };
  }
  return null;
}

function takePriceFloor(rest: Rest): Slots['priceFloor'] | null {
  const groups = takeMatch(rest, PRICE_FLOOR)?.groups;
  if (groups === undefined) return null;
  const said = (name: string): string => groups[`floor_${name}`] ?? groups[name] ?? '';
  const amount = readAmountWords(said('amount'));
  return amount === null ? null : { amount, currency: currencyOf(`${said('sign')} ${said('unit')}`) };
}

function currencyOf(marks: string): string | null {
  for (const [currency, pattern] of [...CURRENCY_NAMES, ...CURRENCY_MARKS]) {
    if (pattern.test(marks)) return currency;
  }
  return null;
}
