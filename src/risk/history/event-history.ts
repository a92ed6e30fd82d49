import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Clock } from '../../kernel/clock.ts';
import { type Database, sql } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import type { DomainEvent as EventRow } from '../../kernel/db/tables.ts';
import { type DomainEvent, eventOfRow } from '../../kernel/domain-event.ts';
import { tailOf } from '../../kernel/event-tail.ts';
import { firstIdSince } from '../../kernel/id.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import { sharedRun } from '../../kernel/shared-run.ts';
import { countDegraded } from '../degraded.ts';
import type { Velocity } from '../velocity/velocity.ts';
import { DAY_MS, windows } from '../windows.ts';
import { factOf, factTypes } from './fact-of-event.ts';
import { createFactBook, type Fact, type FactBook, type History } from './facts.ts';

export interface EventHistoryDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly livemode: boolean;
  readonly velocity: Pick<Velocity, 'follow'>;
}

/** What the event log knows of learners, kept in memory and brought up to date before every look. */
export interface EventHistory {
  /** What committed events say of a learner at `nowMs`, business time. */
  lookBack(learnerId: string, nowMs: number): Promise<History>;
  /** Reads what is missing, so that the first press of pay need not wait for the log of 90 days. */
  catchUp(): Promise<void>;
}

const concerned: ReadonlySet<string> = new Set(factTypes);

const BATCH_EVENTS = 1_000;
/** How much of the log is taken at a time at the start, counted in positions of all types. */
const STEP_POSITIONS = 5_000;
/** Ids are made shortly before their event gets its position: a day of slack is far more than enough. */
const SLACK_MS = DAY_MS;

/**
 * Follows the event log by its position: one short indexed read before each look. Every process follows on its own,
 * so all of them see the same once a fact is committed, and a restart builds the book anew.
 */
export function createEventHistory(deps: EventHistoryDeps): EventHistory {
  const book = createFactBook();
  const follower = createFollower(deps, book);
  let begun: Promise<void> | undefined;

  /** Reads to the end of the log; returns the learner's events that have no position yet (PostgreSQL only). */
  const readOn = async (learnerId: string): Promise<EventRow[]> => {
    for (;;) {
      const asked = follower.position();
      const rows = await readNext(deps, { position: asked, learnerId });
      rows.forEach(follower.observe);
      // Events without a position come last, so a full batch that ends with one has shown all that have one.
      if (rows.length === BATCH_EVENTS && rows.at(-1)?.position !== null) continue;
      const waiting = rows.filter((row) => row.position === null);
      const newest = rows.reduce((last, row) => Math.max(last, row.position ?? 0), asked);
      // Another look may have read further, and with it an event that had no position in ours.
      if (waiting.length === 0 || follower.position() === newest) return waiting;
    }
  };
  const readTogether = sharedRun(async () => {
    await readOn('');
  });
  /** With one writer every event has its position, so that looks of the same moment can share one read. */
  const catchUpFor = async (learnerId: string): Promise<EventRow[]> => {
    if (deps.db.engine !== 'sqlite') return readOn(learnerId);
    if (!follower.readTail()) await readTogether();
    return [];
  };
  const begin = async (): Promise<void> => {
    const last = await lastPosition(deps);
    let from = Math.min(last, await positionAt(deps, deps.clock.wallMs() - windows.paidMs - SLACK_MS));
    for (; from < last; from += STEP_POSITIONS) {
      const rows = await readEvents(deps, { position: from, until: from + STEP_POSITIONS });
      rows.forEach(follower.observe);
      await letOthersRun();
    }
    follower.goTo(last);
    await readOn('');
  };
  const ready = (): Promise<void> => {
    begun ??= begin().catch((error: unknown) => {
      // A database that was away at the first look is asked again at the next.
      begun = undefined;
      throw error;
    });
    return begun;
  };
  return {
    catchUp: ready,
    lookBack: async (learnerId, nowMs) => {
      await ready();
      const waiting = await catchUpFor(learnerId);
      const extra = waiting.map((row) => knownFact(deps, eventOfRow(row))).filter((fact) => fact !== null);
      return book.lookBack(learnerId, nowMs, extra);
    },
  };
}

/** Takes in the log in its order, each event once. */
interface Follower {
  /** How far it has come. */
  position(): number;
  goTo(position: number): void;
  observe(row: EventRow): void;
  /** Takes in what this process wrote lately, which is at hand; false when the log itself has to be read. */
  readTail(): boolean;
}

function createFollower(deps: EventHistoryDeps, book: FactBook): Follower {
  let position = 0;
  const take = (event: DomainEvent): void => {
    const fact = knownFact(deps, event);
    if (fact !== null) book.observe(fact);
    followVelocity(deps, event);
  };
  return {
    position: () => position,
    goTo: (to) => {
      position = Math.max(position, to);
    },
    observe: (row) => {
      // Two looks at once read the same rows; each row counts once.
      if (row.position === null || row.position <= position) return;
      position = row.position;
      take(eventOfRow(row));
    },
    readTail: () => {
      const fresh = tailOf(deps.db.query)?.after(position);
      for (const event of fresh ?? []) {
        position = event.position;
        if (event.livemode === deps.livemode && concerned.has(event.type)) take(event);
      }
      return fresh !== undefined;
    },
  };
}

/** An event whose payload is not what we know is left out, visibly, rather than stopping every payment. */
function knownFact(deps: EventHistoryDeps, event: DomainEvent): Fact | null {
  try {
    return factOf(event, event.payload);
  } catch (error) {
    countDegraded(deps.meter, 'history');
    const { eventId, type } = event;
    deps.log.error({ error, eventId, type }, 'an event could not be read for risk');
    return null;
  }
}

function followVelocity({ velocity, meter, log }: EventHistoryDeps, event: DomainEvent): void {
  try {
    velocity.follow(event);
  } catch (error) {
    countDegraded(meter, 'velocity');
    const { eventId, type } = event;
    log.error({ error, eventId, type }, 'an event could not be counted for risk');
  }
}

/** With one writer every event has its position at once, and the learner's own need no look of their own. */
function readNext(
  deps: EventHistoryDeps,
  { position, learnerId }: { position: number; learnerId: string },
): Promise<EventRow[]> {
  if (deps.db.engine !== 'sqlite') return readEvents(deps, { position, learnerId });
  return eventsAfter(deps.db.query, { position, livemode: deps.livemode ? 1 : 0 });
}

/** Whoever follows closely has few events before them: the `+` keeps SQLite from a look into each type and a sort. */
const eventsAfter = prepared((db, { position, livemode }: { position: number; livemode: number }) =>
  db
    .selectFrom('domain_event')
    .selectAll()
    .where(sql<string>`+"type"`, 'in', factTypes)
    .where('livemode', '=', livemode)
    .where('position', '>', position)
    .orderBy('position')
    .limit(BATCH_EVENTS),
);

/**
 * What comes after `position`, with the learner's events that have none yet: one statement, so that an event is seen
 * with its position or without, never both or neither. Or, at the start, all between two positions.
 */
async function readEvents(
  { db, livemode }: EventHistoryDeps,
  wanted: { readonly position: number } & ({ readonly learnerId: string } | { readonly until: number }),
): Promise<EventRow[]> {
  const query = db.query
    .selectFrom('domain_event')
    .selectAll()
    .where('type', 'in', factTypes)
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('position');
  if ('until' in wanted) {
    return query.where('position', '>', wanted.position).where('position', '<=', wanted.until).execute();
  }
  return query
    .where((or) =>
      or.or([
        or('position', '>', wanted.position),
        or.and({ learnerId: wanted.learnerId }).and('position', 'is', null),
      ]),
    )
    .limit(BATCH_EVENTS)
    .execute();
}

/**
 * The position of the last event whose id was made before `wallMs`, 0 when there is none. Asked from that side since
 * ids of one moment are not in the order of their positions: the first id after it may well have the second position.
 */
async function positionAt(deps: EventHistoryDeps, wallMs: number): Promise<number> {
  const last = await deps.db.query
    .selectFrom('domain_event')
    .select('position')
    .where('eventId', '<', firstIdSince('evt', wallMs))
    .where('position', 'is not', null)
    .orderBy('eventId', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.position ?? 0;
}

async function lastPosition({ db }: EventHistoryDeps): Promise<number> {
  const last = await db.query
    .selectFrom('domain_event')
    .select((of) => of.fn.max('position').as('position'))
    .executeTakeFirst();
  return last?.position ?? 0;
}
