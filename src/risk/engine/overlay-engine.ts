import { type FeatureEngineOfThisProcess, type KeyBook, putEvent } from './feature-engine.ts';
import { measureKey } from './measure-keys.ts';
import { copySeries, hashesOf, type Series } from './series.ts';
import type { Attempt, Keys, RiskEvent } from './types.ts';

/**
 * An engine that differs from another only in a few keys: what is counted of them is its own, everything else is read from
 * `base`. Two worlds that part in few places need not count everything twice.
 */
export interface OverlayEngine {
  /** From now on these keys have a count of their own, which begins as it is in the base. */
  part(keys: Keys): void;
  hasParted(keys: Keys): boolean;
  isEmpty(): boolean;
  /** Takes an event in for the parted keys alone; the base is told by its owner. */
  observe(event: RiskEvent): void;
  /** What was counted up to now, the attempt included, as `countAndSnapshot` of an engine of its own would say. */
  measure(attempt: Attempt): Float64Array;
}

export function createOverlayEngine(base: FeatureEngineOfThisProcess): OverlayEngine {
  const books: KeyBook[] = base.books.map(({ plan }) => ({ plan, series: new Map<number, Series>() }));
  return {
    part: (keys) => {
      for (const [at, { plan, series }] of books.entries()) {
        const missing = hashesOf(keys, plan.name).filter((hash) => !series.has(hash));
        for (const hash of missing) series.set(hash, copySeries(base.seriesOf(at, hash)));
      }
    },
    hasParted: (keys) =>
      books.some(
        ({ plan, series }) => series.size > 0 && hashesOf(keys, plan.name).some((hash) => series.has(hash)),
      ),
    isEmpty: () => books.every(({ series }) => series.size === 0),
    observe: (event) => {
      for (const book of books) if (book.series.size > 0) putEvent(book, event, true);
    },
    measure: (attempt) => {
      const vector = new Float64Array(base.spec.length);
      for (const [at, { plan, series }] of books.entries()) {
        const seriesOfKey = hashesOf(attempt.keys, plan.name).map(
          (hash) => series.get(hash) ?? base.seriesOf(at, hash),
        );
        measureKey(vector, plan, { attempt, seriesOfKey, untilMs: Number.POSITIVE_INFINITY });
      }
      return vector;
    },
  };
}
