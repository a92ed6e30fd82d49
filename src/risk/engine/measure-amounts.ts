import { ATTEMPT, isOther, type Measurer, presentHashes, type Range, type Reading } from './reading.ts';
import {
  amountAt,
  atMsAt,
  FURTHER_PARTNER,
  idAt,
  kindAt,
  partnerAt,
  placeAfter,
  SERIES_ROWS_MAX,
} from './series.ts';
import { type KeyName, type RiskEventKind, riskEventKinds } from './types.ts';

/** How many distinct partners are told apart. */
export const DISTINCT_MAX = 25;

const scratch = new Float64Array(SERIES_ROWS_MAX + 1);

/**
 * Amounts of one kind within places, the present attempt left out; they stand in `scratch` until the next collecting.
 * Returns how many.
 */
function collect(reading: Reading, { from, to }: Pick<Range, 'from' | 'to'>, kind: number): number {
  const { series } = reading;
  const present = kind === ATTEMPT ? reading.attempt.id : Number.NaN;
  let count = 0;
  for (let place = from; place < to; place += 1)
    if (kindAt(series, place) === kind && idAt(series, place) !== present) {
      scratch[count] = amountAt(series, place);
      count += 1;
    }
  return count;
}

/** How many of one kind stand within places, the present attempt left out. */
export function othersOf(reading: Reading, { from, to }: Pick<Range, 'from' | 'to'>, kind: number): number {
  const { series } = reading;
  const present = kind === ATTEMPT ? reading.attempt.id : Number.NaN;
  let count = 0;
  for (let place = from; place < to; place += 1)
    if (kindAt(series, place) === kind && idAt(series, place) !== present) count += 1;
  return count;
}

export function count(kind: number): Measurer {
  return (reading, range) =>
    othersOf(reading, range, kind) + (kind === ATTEMPT && range.containsPresent ? 1 : 0);
}

export function totals(of: 'sum' | 'mean', kind: number): Measurer {
  return (reading, range) => {
    const present = kind === ATTEMPT && range.containsPresent;
    const others = collect(reading, range, kind);
    const count = others + (present ? 1 : 0);
    let sum = present ? reading.attempt.amount : 0;
    for (let place = 0; place < others; place += 1) sum += scratch[place] as number;
    return of === 'sum' ? sum : sum / count;
  };
}

export function distinct(reading: Reading, range: Range, partner: KeyName): number {
  const { series, partnerNames } = reading;
  const which = partnerNames.indexOf(partner);
  if (which < 0) return Number.NaN;
  let count = 0;
  if (range.containsPresent)
    for (const hash of presentHashes(reading, partner)) count = addDistinct(count, hash);
  for (let place = range.to - 1; place >= range.from && count < DISTINCT_MAX; place -= 1) {
    const hash = partnerAt(series, place, which);
    if (hash !== 0 && tellsPartner(kindAt(series, place))) count = addDistinct(count, hash);
  }
  return count;
}

/** Those met before stand in `scratch`; returns how many stand there then. So few are looked through faster than a set is made. */
function addDistinct(count: number, hash: number): number {
  for (let place = 0; place < count; place += 1) if (scratch[place] === hash) return count;
  if (count === DISTINCT_MAX) return count;
  scratch[count] = hash;
  return count + 1;
}

function tellsPartner(kind: number): boolean {
  return kind === ATTEMPT || kind === FURTHER_PARTNER;
}

/** For how long the present partner has been seen with this key; 0 when it never was, NaN when there is none. */
export function sinceFirstWith(
  reading: Reading,
  { from, to }: Range,
  { partner, unitMs }: { readonly partner: KeyName; readonly unitMs: number },
): number {
  const { series, attempt, partnerNames } = reading;
  const which = partnerNames.indexOf(partner);
  const [hash] = presentHashes(reading, partner);
  if (which < 0 || hash === undefined) return Number.NaN;
  for (let place = from; place < to; place += 1)
    if (partnerAt(series, place, which) === hash && tellsPartner(kindAt(series, place)))
      return Math.max(0, attempt.atMs - atMsAt(series, place)) / unitMs;
  return 0;
}

export function since(of: 'sinceLast' | 'sinceFirst', kind: number): Measurer {
  return (reading, { from, to }) => {
    const { series, attempt } = reading;
    const step = of === 'sinceLast' ? -1 : 1;
    let place = of === 'sinceLast' ? to - 1 : from;
    for (; place >= from && place < to; place += step)
      if (kindAt(series, place) === kind && isOther(reading, place))
        return attempt.atMs - atMsAt(series, place);
    return Number.NaN;
  };
}

export function againstMean(of: 'timesMean' | 'deviations', kind: number): Measurer {
  return (reading, range) => {
    const count = collect(reading, range, kind);
    let [sum, squares] = [0, 0];
    for (let place = 0; place < count; place += 1) {
      const amount = scratch[place] as number;
      sum += amount;
      squares += amount * amount;
    }
    const mean = sum / count;
    const { amount } = reading.attempt;
    if (of === 'timesMean') return count === 0 ? Number.NaN : amount / mean;
    const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    return count < 3 || deviation === 0 ? Number.NaN : (amount - mean) / deviation;
  };
}

export function medianWithin(reading: Reading, windowMs: number): number {
  return medianBefore(reading, reading.attempt.atMs - windowMs, 'attempt');
}

/** The median amount of what was before the present attempt and after `fromMs`; NaN without any. */
export function medianBefore(reading: Reading, fromMs: number, kindName: RiskEventKind): number {
  const { series, untilMs, medians } = reading;
  const kind = riskEventKinds.indexOf(kindName);
  for (const known of medians) if (known.fromMs === fromMs && known.kind === kind) return known.median;
  const from = placeAfter(series, fromMs);
  const count = collect(reading, { from, to: placeAfter(series, untilMs) }, kind);
  const sorted = scratch.subarray(0, count).sort();
  const middle = ((sorted[count >> 1] as number) + (sorted[(count - 1) >> 1] as number)) / 2;
  const median = count === 0 ? Number.NaN : middle;
  medians.push({ fromMs, kind, median });
  return median;
}

export function countAbove(reading: Reading, range: Range, level: number): number {
  const count = collect(reading, range, ATTEMPT);
  let above = 0;
  for (let place = 0; place < count; place += 1) if ((scratch[place] as number) >= level) above += 1;
  return above;
}

export function largestBefore(reading: Reading, range: Range): number {
  const count = collect(reading, range, ATTEMPT);
  let largest = Number.NaN;
  for (let place = 0; place < count; place += 1)
    if (!((scratch[place] as number) <= largest)) largest = scratch[place] as number;
  return largest;
}

/** How long ago the newest or oldest before of at least `level` was; NaN without any. */
export function sinceAbove(
  { series, attempt }: Reading,
  { from, to }: Range,
  { which, level }: { readonly which: 'last' | 'first'; readonly level: number },
): number {
  let found = Number.NaN;
  for (let place = to - 1; place >= from; place -= 1) {
    if (kindAt(series, place) !== ATTEMPT || idAt(series, place) === attempt.id) continue;
    if (!(amountAt(series, place) >= level)) continue;
    found = attempt.atMs - atMsAt(series, place);
    if (which === 'last') break;
  }
  return found;
}
