import { type KeyPlan, measureKey, plansOf } from './measure-keys.ts';
import { createSeries, hashesOf, newestMs, putRow, type Row, rowsOf, type Series } from './series.ts';
import type { Attempt, EngineSpec, FeatureEngine, RiskEvent } from './types.ts';

const SWEEP_EVERY_EVENTS = 50_000;

/** What is counted of one kind of key. */
export interface KeyBook {
  readonly plan: KeyPlan;
  readonly series: Map<number, Series>;
}

/** With its books open, for an overlay of another world (overlay-engine.ts). */
export interface FeatureEngineOfThisProcess extends FeatureEngine {
  readonly books: readonly KeyBook[];
  /** What was counted of a key of the book at a place; an empty series when nothing was. */
  seriesOf(place: number, hash: number): Series;
}

/** An engine that keeps its series in this process. */
export function createFeatureEngine(spec: EngineSpec, rowsMax?: number): FeatureEngineOfThisProcess {
  const books: KeyBook[] = plansOf(spec, rowsMax).map((plan) => ({
    plan,
    series: new Map<number, Series>(),
  }));
  const width = spec.length;
  let sinceSweep = 0;

  const observe = (event: RiskEvent): void => {
    for (const book of books) putEvent(book, event);
    sweep(event);
  };
  const sweep = (event: RiskEvent): void => {
    sinceSweep += 1;
    if (sinceSweep < SWEEP_EVERY_EVENTS) return;
    sinceSweep = 0;
    for (const book of books) forgetStale(book, event.atMs);
  };
  const measure = (attempt: Attempt, untilMs: number): Float64Array => {
    const vector = new Float64Array(width);
    for (const { plan, series } of books) {
      const hashes = hashesOf(attempt.keys, plan.name);
      const seriesOfKey = hashes.map((hash) => series.get(hash) ?? emptyOf(plan));
      measureKey(vector, plan, { attempt, seriesOfKey, untilMs });
    }
    return vector;
  };
  return {
    spec,
    books,
    seriesOf: (place, hash) => {
      const { plan, series } = books[place] as KeyBook;
      return series.get(hash) ?? emptyOf(plan);
    },
    observe,
    snapshot: (attempt) => measure(attempt, attempt.atMs),
    countAndSnapshot: (attempt) => {
      const event: RiskEvent = { ...attempt, kind: 'attempt' };
      const vector = new Float64Array(width);
      for (const book of books) {
        const seriesOfKey = countIn(book, event);
        // Another process's clock may run ahead: what was counted before this attempt is before it.
        measureKey(vector, book.plan, { attempt, seriesOfKey, untilMs: Number.POSITIVE_INFINITY });
      }
      sweep(event);
      return vector;
    },
    keysCount: () => books.reduce((sum, { series }) => sum + series.size, 0),
  };
}

/** A key without anything within its longest window is forgotten. */
function forgetStale({ plan, series }: KeyBook, nowMs: number): void {
  for (const [hash, one] of series) if (newestMs(one) <= nowMs - plan.longestMs) series.delete(hash);
}

/** Puts an attempt into the series of its keys and returns those: looking a key up takes longer than measuring it. */
function countIn({ plan, series }: KeyBook, event: RiskEvent): readonly Series[] {
  const hashes = hashesOf(event.keys, plan.name);
  if (hashes.length === 0) return [];
  const rows = plan.kinds.has(event.kind) ? rowsOf(event, plan.partnerNames) : [];
  return hashes.map((hash) => {
    const one = series.get(hash) ?? (rows.length === 0 ? emptyOf(plan) : begin(series, hash, plan));
    putRows(one, rows, plan);
    return one;
  });
}

/** Puts an event into the series of its keys; with `knownOnly` into those that are there already. */
export function putEvent({ plan, series }: KeyBook, event: RiskEvent, knownOnly = false): void {
  if (!plan.kinds.has(event.kind)) return;
  let rows: readonly Row[] | undefined;
  for (const hash of hashesOf(event.keys, plan.name)) {
    const one = series.get(hash) ?? (knownOnly ? null : begin(series, hash, plan));
    if (one === null) continue;
    rows ??= rowsOf(event, plan.partnerNames);
    putRows(one, rows, plan);
  }
}

function begin(series: Map<number, Series>, hash: number, { shape }: KeyPlan): Series {
  const fresh = createSeries(shape);
  series.set(hash, fresh);
  return fresh;
}

/** An event that is there already has all its rows there. */
function putRows(series: Series, rows: readonly Row[], plan: KeyPlan): void {
  for (const row of rows) if (!putRow(series, row, plan) && row === rows[0]) break;
}

const empties = new WeakMap<KeyPlan, Series>();

function emptyOf(plan: KeyPlan): Series {
  const known = empties.get(plan) ?? createSeries(plan.shape);
  empties.set(plan, known);
  return known;
}
