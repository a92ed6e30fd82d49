import { othersOf } from './measure-amounts.ts';
import { ATTEMPT, isOther, type Measurer, type Range, type Reading } from './reading.ts';
import { atMsAt, CHARGEBACK, idAt, kindAt, ofAtMsAt, placeAfter, timesOwnMilliAt } from './series.ts';
import type { Measure } from './types.ts';

/**
 * Places of the chargebacks known by now whose payments lie within the range. A chargeback is known later than its payment,
 * so its row stands behind it.
 */
function fraudPlaces({ series, untilMs }: Reading, { from, fromMs, toMs }: Range): number[] {
  const places: number[] = [];
  if (series.chargebacks === 0) return places;
  const to = placeAfter(series, untilMs);
  for (let place = from; place < to; place += 1) {
    if (kindAt(series, place) !== CHARGEBACK) continue;
    const atMs = ofAtMsAt(series, place);
    if (atMs > fromMs && atMs <= toMs) places.push(place);
  }
  return places;
}

/** A chargeback counts at the moment of its payment: when it became known says nothing of the payer. */
export function sinceFraud(of: 'sinceLast' | 'sinceFirst'): Measurer {
  return (reading, range) => {
    const moments = fraudPlaces(reading, range).map((place) => ofAtMsAt(reading.series, place));
    if (moments.length === 0) return Number.NaN;
    return reading.attempt.atMs - (of === 'sinceLast' ? Math.max(...moments) : Math.min(...moments));
  };
}

/** A label whose learner's usual amount is not known counts among the ordinary ones. */
export function fraudsIn(reading: Reading, range: Range, belowTimesOwn?: number): number {
  const places = fraudPlaces(reading, range);
  if (belowTimesOwn === undefined) return places.length;
  const level = belowTimesOwn * 1_000;
  return places.filter((place) => !(timesOwnMilliAt(reading.series, place) >= level)).length;
}

/** Frauds as a share of the payments within the window; 0 without any. */
export function fraudShare({
  belowTimesOwn,
  prior = { frauds: 0, of: 0 },
}: Extract<Measure, { of: 'fraudShare' }>): Measurer {
  return (reading, range) => {
    const all = othersOf(reading, range, ATTEMPT) + prior.of;
    return all === 0 ? 0 : (fraudsIn(reading, range, belowTimesOwn) + prior.frauds) / all;
  };
}

/** Payments after the newest one known as fraud. */
export function goodSinceFraud(reading: Reading, range: Range): number {
  const { series } = reading;
  const moments = fraudPlaces(reading, range).map((place) => ofAtMsAt(series, place));
  const from = moments.length === 0 ? range.from : placeAfter(series, Math.max(...moments));
  return othersOf(reading, { from, to: range.to }, ATTEMPT);
}

/** Frauds with no good payment among them at the end of the window. */
export function fraudRun(reading: Reading, range: Range): number {
  return runOf(reading, range).count;
}

/** How long ago the first fraud of the run at the end of the window was paid. */
export function sinceRun(reading: Reading, range: Range): number {
  return reading.attempt.atMs - runOf(reading, range).firstMs;
}

/** How long ago the newest payment of the window was made that nobody called fraud. */
export function sinceGood(reading: Reading, range: Range): number {
  return reading.attempt.atMs - runOf(reading, range).goodMs;
}

interface Run {
  readonly count: number;
  /** NaN without a fraud, and without a good payment. */
  readonly firstMs: number;
  readonly goodMs: number;
}

/** Walks back from the end of the window over frauds until the first payment that is none. */
function runOf(reading: Reading, range: Range): Run {
  const { series } = reading;
  const frauds = new Set(fraudPlaces(reading, range).map((place) => idAt(series, place)));
  let [count, firstMs] = [0, Number.NaN];
  for (let place = range.to - 1; place >= range.from; place -= 1) {
    if (kindAt(series, place) !== ATTEMPT || !isOther(reading, place)) continue;
    const atMs = atMsAt(series, place);
    if (!frauds.has(idAt(series, place))) return { count, firstMs, goodMs: atMs };
    count += 1;
    firstMs = atMs;
  }
  return { count, firstMs, goodMs: Number.NaN };
}
