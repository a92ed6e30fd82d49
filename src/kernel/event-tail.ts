import { connectionOf, type OtherWriters, type Queries } from './db/database.ts';
import type { DomainEvent } from './domain-event.ts';
import { limits } from './limits.ts';

/** The newest events of a log with one writer, so that who follows it closely need not read them back. */
export interface EventTail {
  /** What `push` has to be told: asked in the transaction that writes the events. */
  now(): number;
  /** Takes in what one transaction wrote, once it is committed. */
  push(events: readonly DomainEvent[], writtenAt: number): void;
  /** What came after `position`, in order; undefined when only the database can tell. */
  after(position: number): readonly DomainEvent[] | undefined;
}

const tails = new WeakMap<OtherWriters, EventTail>();

/** The tail of a database's event log; undefined where every process writes. */
export function tailOf(queries: Queries): EventTail | undefined {
  const others = connectionOf(queries)?.others;
  if (others === undefined) return undefined;
  const known = tails.get(others);
  if (known !== undefined) return known;
  const fresh = createEventTail(others);
  tails.set(others, fresh);
  return fresh;
}

/**
 * Holds events without a gap. Those of another writer, such as a command beside the server, are not among them: once one
 * has committed, the database is asked until the next event of ours, which lies behind all of theirs.
 */
export function createEventTail(others: OtherWriters): EventTail {
  let kept: DomainEvent[] = [];
  let known = others.commits();
  /** Whoever has read this far finds all that came later in `kept`. */
  let from = Number.POSITIVE_INFINITY;
  /** Commits of one group may be told in another order. */
  const early = new Map<number, DomainEvent>();

  const startAnew = (writtenAt: number): void => {
    known = writtenAt;
    kept = [];
    early.clear();
  };
  const keep = (event: DomainEvent): void => {
    if (kept.length === 0) from = event.position - 1;
    kept.push(event);
    if (kept.length < 2 * limits.eventTailEvents) return;
    kept = kept.slice(-limits.eventTailEvents);
    from = event.position - kept.length;
  };
  const take = (event: DomainEvent): void => {
    const next = kept.length === 0 ? event.position : from + kept.length + 1;
    if (event.position > next) early.set(event.position, event);
    if (event.position !== next) return;
    keep(event);
    const following = early.get(next + 1);
    if (following === undefined) return;
    early.delete(next + 1);
    take(following);
  };
  return {
    now: others.commits,
    push: (events, writtenAt) => {
      if (writtenAt !== known) startAnew(writtenAt);
      for (const event of events) take(event);
    },
    after: (position) => {
      const isWhole = others.commits() === known && early.size === 0 && kept.length > 0;
      if (!isWhole || position < from) return undefined;
      return kept.slice(Math.min(kept.length, position - from));
    },
  };
}
