import { setImmediate } from 'node:timers/promises';
import type { DomainEvent } from '../kernel/domain-event.ts';
import { DomainError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { MetricsDeps } from './deps.ts';
import { metricsErrors } from './errors.ts';
import { FUNNEL_EVENTS, type FunnelEventType } from './facts.ts';
import { emptyJourneys, type Journeys, noteEvent, sizeOf } from './journeys.ts';
import { findHead, findInstantAt, readEventPage } from './store.ts';

type FollowDeps = Pick<MetricsDeps, 'db' | 'log' | 'livemode'>;

export interface ReadJourneys {
  readonly journeys: Journeys;
  readonly readUpToPosition: number;
}

/** Keeps in memory what the log tells since some instant, and reads only what is new. */
export interface FollowedLog {
  /**
   * Everything since `sinceMs` up to the log's present end. Throws `analytics_range_too_large` when that is more
   * than one process keeps; a later start may fit.
   */
  journeysSince(sinceMs: number): Promise<ReadJourneys>;
}

interface Kept {
  readonly sinceMs: number;
  readonly journeys: Journeys;
  position: number;
}

/** Follows the event log for the funnel. `recordsMax` bounds the memory. */
export function createFollowedLog(
  deps: FollowDeps,
  recordsMax: number = limits.funnelRecordsMax,
): FollowedLog {
  let kept: Kept | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const read = async (sinceMs: number): Promise<ReadJourneys> => {
    const known = kept !== null && kept.sinceMs <= sinceMs ? kept : null;
    const isWider = known !== null && known.sinceMs < sinceMs;
    // Half-read records must not answer a later question.
    kept = null;
    const reading = known ?? (await keepFrom(deps, sinceMs));
    if (await readNew(deps, reading, recordsMax)) {
      kept = reading;
      return { journeys: reading.journeys, readUpToPosition: reading.position };
    }
    if (isWider) return read(sinceMs);
    throw new DomainError(metricsErrors.analytics_range_too_large, { extensions: { recordsMax } });
  };

  return {
    journeysSince: (sinceMs) => {
      // One at a time: two questions at once would read the same pages twice.
      const answer = last.then(() => read(sinceMs));
      last = answer.catch(() => {});
      return answer;
    },
  };
}

async function keepFrom(deps: FollowDeps, sinceMs: number): Promise<Kept> {
  const position = await findPlace(deps, sinceMs - limits.eventDisorderMaxMs);
  return { sinceMs, journeys: emptyJourneys(), position };
}

/** The place after which every event of `atMs` and later stands, by halving: places and instants grow together. */
async function findPlace({ db }: FollowDeps, atMs: number): Promise<number> {
  let [before, end] = [0, await findHead(db.query)];
  while (before < end) {
    const middle = Math.floor((before + end) / 2) + 1;
    const instantMs = await findInstantAt(db.query, middle);
    if (instantMs !== null && instantMs < atMs) before = middle;
    else end = middle - 1;
  }
  return before;
}

/** False when there is more than may be kept. */
async function readNew(deps: FollowDeps, kept: Kept, recordsMax: number): Promise<boolean> {
  const upTo = await findHead(deps.db.query);
  for (const type of FUNNEL_EVENTS) {
    for await (const events of pagesOf(deps, { type, after: kept.position, upTo })) {
      for (const event of events) take(deps, kept.journeys, event);
      if (sizeOf(kept.journeys) > recordsMax) return false;
    }
  }
  kept.position = upTo;
  return true;
}

interface Stretch {
  readonly type: FunnelEventType;
  readonly after: number;
  readonly upTo: number;
}

async function* pagesOf({ db, livemode }: FollowDeps, stretch: Stretch): AsyncGenerator<DomainEvent[]> {
  const limit = limits.funnelPageEvents;
  for (let after = stretch.after; ; ) {
    const events = await readEventPage(db.query, { ...stretch, after, livemode, limit });
    const newest = events.at(-1);
    if (newest === undefined) return;
    yield events;
    if (events.length < limit) return;
    after = newest.position;
    // SQLite reads on the thread that also sells: whoever waits goes first.
    await setImmediate();
  }
}

/** An event that cannot be understood must not take the rest of the figures with it. */
function take({ log }: FollowDeps, journeys: Journeys, event: DomainEvent): void {
  try {
    noteEvent(journeys, event);
  } catch (error) {
    log.error({ error, eventId: event.eventId, type: event.type }, 'the funnel cannot read an event');
  }
}
