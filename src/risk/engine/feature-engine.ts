import { type KeyPlan, measureKey, plansOf } from './measure-keys.ts';
import { createSeries, hashesOf, newestMs, putRow, rowsOf, type Series } from './series.ts';
import type { Attempt, EngineSpec, FeatureEngine, RiskEvent } from './types.ts';

const SWEEP_EVERY_EVENTS = 50_000;

/** An engine that keeps its series in this process. */
export function createFeatureEngine(spec: EngineSpec, rowsMax?: number): FeatureEngine {
  const books: Book[] = plansOf(spec, rowsMax).map((plan) => ({ plan, series: new Map<number, Series>() }));
  const width = spec.length;
  let sinceSweep = 0;

  const observe = (event: RiskEvent): void => {
    for (const book of books) putEvent(book, event);
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
    observe,
    snapshot: (attempt) => measure(attempt, attempt.atMs),
    countAndSnapshot: (attempt) => {
      observe({ ...attempt, kind: 'attempt' });
      // Another process's clock may run ahead: what was counted before this attempt is before it.
      return measure(attempt, Number.POSITIVE_INFINITY);
    },
    keysCount: () => books.reduce((sum, { series }) => sum + series.size, 0),
  };
}

interface Book {
  readonly plan: KeyPlan;
  readonly series: Map<number, Series>;
}

/** A key without anything within its longest window is forgotten. */
function forgetStale({ plan, series }: Book, nowMs: number): void {
  for (const [hash, one] of series) if (newestMs(one) <= nowMs - plan.longestMs) series.delete(hash);
}

function putEvent({ plan, series }: Book, event: RiskEvent): void {
  const hashes = hashesOf(event.keys, plan.name);
  if (hashes.length === 0) return;
  const rows = rowsOf(event, plan.partnerNames);
  for (const hash of hashes) {
    let one = series.get(hash);
    if (one === undefined) {
      one = createSeries(plan.partnerNames.length);
      series.set(hash, one);
    }
    for (const row of rows) if (!putRow(one, row, plan) && row === rows[0]) break;
  }
}

const empties = new WeakMap<KeyPlan, Series>();

function emptyOf(plan: KeyPlan): Series {
  const known = empties.get(plan) ?? createSeries(plan.partnerNames.length, 0);
  empties.set(plan, known);
  return known;
}
