import { findLastChangeMs, findProductsChanged, findSoldOut } from '../checkout/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import type { Log } from '../kernel/log.ts';
import { createAnalysis } from './search/analysis.ts';
import type { Analysis } from './search/document-terms.ts';
import type { Pause, SearchIndex } from './search/search-index.ts';
import { sharedSegmenter } from './search/tokens.ts';
import { createShelfEntries, type ShelfEntries } from './shelf-entries.ts';
import type { ShelfProduct } from './types.ts';

export interface ShelfDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Places of test and live are counted apart. */
  readonly livemode: boolean;
}

/** The catalogue in memory, ready to be searched. Document n of the index is product n. */
export interface ShelfView {
  readonly products: readonly ShelfProduct[];
  /** The place of a product in `products`. */
  readonly placeOf: (productId: string) => number | undefined;
  readonly index: SearchIndex;
  readonly analysis: Analysis;
  /** True: some are not sold everywhere, to anybody or to any number: what words find may have to be refused. */
  readonly hasBounds?: boolean;
}

export interface Shelf {
  /**
   * The catalogue as it is now: looks for changes at most once a second and takes them in. A large change
   * holds up the caller for at most 200 ms: what was known before is returned meanwhile.
   */
  view(): Promise<ShelfView>;
}

const CHECK_EVERY_MS = 1_000;
const WAIT_MAX_MS = 200;
const PAGE_PRODUCTS = 200;
/** Rebuilding the index takes at most this share of the process's time. */
const REBUILD_TIME_SHARE = 0.05;
/** On PostgreSQL a row may become visible some time after its `updatedAtMs`. */
const LATE_COMMIT_MS = 10_000;

const pause: Pause = () => new Promise((resolve) => setImmediate(resolve));

/** Prepares the catalogue in memory; the first `view` loads it. Needs some 60 MB for the dictionary. */
export function createShelf(deps: ShelfDeps): Shelf {
  const segmenter = sharedSegmenter();
  const analysis: Analysis = createAnalysis(segmenter);
  const loader = createLoader(deps, analysis);
  let running: Promise<ShelfView> | undefined;
  let current: ShelfView | undefined;
  let checkAtMs = 0;

  const refresh = (): Promise<ShelfView> => {
    running ??= loader
      .load()
      .then((view) => {
        current = view;
        return view;
      })
      .finally(() => {
        running = undefined;
        checkAtMs = deps.clock.wallMs() + CHECK_EVERY_MS;
      });
    return running;
  };
  return {
    view: async () => {
      if (current === undefined) return refresh();
      const isDue = running !== undefined || deps.clock.wallMs() >= checkAtMs;
      if (!isDue) return current;
      const refreshed = refresh().catch((error: unknown) => {
        deps.log.error({ error }, 'the catalogue could not be read again; the one in memory stays');
        return undefined;
      });
      return (await atMost(refreshed, WAIT_MAX_MS)) ?? current;
    },
  };
}

interface Loader {
  /** Takes in what changed; the index follows when it may. */
  load(): Promise<ShelfView>;
}

function createLoader(deps: ShelfDeps, analysis: Analysis): Loader {
  const entries = createShelfEntries(analysis);
  let index: SearchIndex | undefined;
  let lacksTexts = true;
  let lastChangeMs = 0;
  let rebuildAtMs = 0;

  const readChanges = async (): Promise<void> => {
    const newestMs = await findLastChangeMs(deps.db.query);
    const isSettled = deps.clock.wallMs() - lastChangeMs > LATE_COMMIT_MS;
    if (newestMs <= lastChangeMs && isSettled) return;
    const hasNewTexts = await readPages(deps, entries, lastChangeMs - LATE_COMMIT_MS);
    lacksTexts ||= hasNewTexts;
    lastChangeMs = Math.max(lastChangeMs, newestMs);
  };
  const rebuild = async (): Promise<SearchIndex> => {
    lacksTexts = false;
    const startedMs = deps.clock.wallMs();
    const built = await entries.buildIndex(pause);
    const endedMs = deps.clock.wallMs();
    rebuildAtMs = endedMs + (endedMs - startedMs) / REBUILD_TIME_SHARE;
    return built;
  };
  return {
    load: async () => {
      await readChanges();
      entries.noteFull(new Set(await findSoldOut(deps.db.query, entries.limited(), deps.livemode ? 1 : 0)));
      if (index === undefined || (lacksTexts && deps.clock.wallMs() >= rebuildAtMs)) index = await rebuild();
      return {
        products: entries.products(),
        placeOf: entries.placeOf,
        index,
        analysis,
        hasBounds: entries.hasBounds(),
      };
    },
  };
}

/** True when a text was new. */
async function readPages(deps: ShelfDeps, entries: ShelfEntries, sinceMs: number): Promise<boolean> {
  let hasNewTexts = false;
  let afterId = '';
  for (;;) {
    const page = await findProductsChanged(deps.db.query, { sinceMs, afterId, limit: PAGE_PRODUCTS });
    for (const priced of page) hasNewTexts = entries.take(priced) || hasNewTexts;
    if (page.length < PAGE_PRODUCTS) return hasNewTexts;
    afterId = page.at(-1)?.product.productId ?? '';
    await pause();
  }
}

/** The promise's value, or undefined when it takes longer. */
async function atMost<T>(promise: Promise<T>, timeMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
