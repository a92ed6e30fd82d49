import type { Clock } from '../../kernel/clock.ts';
import { onEventsCommitted } from '../../kernel/outbox.ts';
import { learnTaste } from '../model/learn-taste.ts';
import type { Pause } from '../search/search-index.ts';
import { createInterests, type Interests } from './interests.ts';
import { createReadTaste, type ReadTaste } from './learner-taste.ts';
import { createPatience } from './patience.ts';
import { INTEREST_EVENTS, type ReadingInterests, readInterests } from './read-interests.ts';

export interface TasteDeps extends ReadingInterests {
  readonly clock: Clock;
}

/** What learners took, and what it says of others, in memory. */
export interface Taste {
  /**
   * What is known now; undefined until the first model stands. Takes in what the log told since, at most once a
   * second and right after a purchase of this process; rebuilds the model beside everything else.
   */
  read(): Promise<ReadTaste | undefined>;
  /** Builds the model anew; resolves when it stands. */
  rebuild(): Promise<void>;
  /** Stops whatever is being read or built. */
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 1_000;
/** A model is built again after a day … */
const MODEL_AGE_MAX_MS = 24 * 3_600_000;
/** … or once this share of what it was built on has come on top. */
const GROWTH_SHARE = 0.1;
const GROWTH_MIN = 50;
/** EASE over the most taken products only: its cost grows with their third power. */
const EASE_ITEMS_MAX = 2_000;
/** What is kept of each product's row: some 1.5 KB a product over three relations. */
const KEPT_MAX = 64;
/** Pairs that fewer learners share say nothing, and would tell of them. */
const SHARED_MIN = 2;

/** Prepares the memory of interests; the first `read` begins to fill it. */
export function createTaste(deps: TasteDeps): Taste {
  const interests = createInterests();
  let isClosed = false;
  const patience = createPatience();
  const pause = async (): Promise<void> => {
    await patience();
    if (isClosed) throw new Error('the house closes');
  };
  const log = followLog(deps, interests, pause);
  const kept = keepModel(deps, interests, pause);
  const soon = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      if (!isClosed) deps.log.error({ error }, 'taste could not be learned; what is known stays');
    });
  return {
    read: async () => {
      if (log.isDue()) {
        const refreshed = soon(log.refresh());
        // The first reading of a long log must not hold up whoever asks.
        if (kept.current() !== undefined) await refreshed;
      }
      if (!log.isReading() && kept.isDue()) void soon(kept.build());
      return kept.current();
    },
    rebuild: async () => {
      await log.refresh();
      await kept.build();
    },
    close: async () => {
      isClosed = true;
      await Promise.all([log.close(), kept.close()]);
    },
  };
}

/** Reads what is new in the log: at most once a second, and right after an event of this process. */
function followLog(deps: TasteDeps, interests: Interests, pause: Pause) {
  let readUpTo = 0;
  let isDirty = true;
  let checkAtMs = 0;
  let reading: Promise<void> | undefined;
  const stop = onEventsCommitted((types) => {
    if (types.some((type) => INTEREST_EVENTS.includes(type))) isDirty = true;
  });
  return {
    isDue: () => isDirty || deps.clock.wallMs() >= checkAtMs,
    isReading: () => reading !== undefined,
    refresh: (): Promise<void> => {
      isDirty = false;
      reading ??= readInterests(deps, interests, { after: readUpTo, pause })
        .then((position) => {
          readUpTo = position;
        })
        .finally(() => {
          reading = undefined;
          checkAtMs = deps.clock.wallMs() + CHECK_EVERY_MS;
        });
      return reading;
    },
    close: async () => {
      stop();
      await reading?.catch(() => {});
    },
  };
}

/** Keeps the newest model; the one before serves until the next stands. */
function keepModel({ clock }: TasteDeps, interests: Interests, pause: Pause) {
  let building: Promise<void> | undefined;
  let model: { readonly read: ReadTaste; readonly builtAtMs: number; readonly changes: number } | undefined;
  return {
    current: () => model?.read,
    isDue: () => {
      if (model === undefined) return interests.changes() > 0;
      const grown = interests.changes() - model.changes;
      const isOld = clock.wallMs() - model.builtAtMs > MODEL_AGE_MAX_MS;
      return grown >= Math.max(GROWTH_MIN, model.changes * GROWTH_SHARE) || (isOld && grown > 0);
    },
    build: (): Promise<void> => {
      const changes = interests.changes();
      building ??= buildModel(interests, pause)
        .then((read) => {
          model = { read, builtAtMs: clock.wallMs(), changes };
        })
        .finally(() => {
          building = undefined;
        });
      return building;
    },
    close: async () => {
      await building?.catch(() => {});
    },
  };
}

/** Builds a model for a shop of any size, see the limits above. */
export async function buildModel(interests: Interests, pause: Pause): Promise<ReadTaste> {
  const learned = await learnTaste(interests.pack(), {
    easeItemsMax: EASE_ITEMS_MAX,
    keptMax: KEPT_MAX,
    sharedMin: SHARED_MIN,
    pause,
  });
  return createReadTaste(learned, interests);
}
