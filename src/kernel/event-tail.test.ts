import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import type { DomainEvent } from './domain-event.ts';
import { createEventTail, tailOf } from './event-tail.ts';
import { newId } from './id.ts';
import { limits } from './limits.ts';
import { appendEvent } from './outbox.ts';

const at = (position: number) => ({ position }) as DomainEvent;
const positions = (events: readonly DomainEvent[] | undefined) => events?.map(({ position }) => position);

describe('the tail of the event log', () => {
  let folder: string;
  let db: Database;
  let beside: Database;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tilltalk-tail-'));
    const location = { databaseUrl: undefined, sqliteFile: join(folder, 'tilltalk.sqlite') };
    db = openDatabase(location);
    await migrate(db);
    beside = openDatabase(location);
  });
  afterEach(async () => {
    await Promise.all([db.close(), beside.close()]);
    rmSync(folder, { recursive: true });
  });

  const write = (to: Database, subjectId: string) =>
    to.transact((tx) =>
      appendEvent({ clock: systemClock(), newId }, tx, {
        type: 'thing.done',
        subjectId,
        livemode: false,
        payload: { subjectId, nothing: undefined },
      }),
    );
  const tail = () => {
    const found = tailOf(db.query);
    if (found === undefined) throw new Error('a database with one writer has a tail');
    return found;
  };

  it('gives what was committed as the log does, and nothing of what was not', async () => {
    const eventId = await write(db, 'one');
    const failing = db.transact(async (tx) => {
      await appendEvent({ clock: systemClock(), newId }, tx, {
        ...{ type: 'thing.done', subjectId: 'undone', livemode: false, payload: {} },
      });
      throw new Error('undone');
    });
    await Promise.all([failing.catch(() => {}), write(db, 'two'), write(db, 'three')]);
    const events = tail().after(0) ?? [];
    expect(positions(events)).toEqual([1, 2, 3]);
    expect(events.map(({ subjectId }) => subjectId)).toEqual(['one', 'two', 'three']);
    expect(events[0]).toMatchObject({ eventId, type: 'thing.done', livemode: false });
    expect(JSON.stringify(events[0]?.payload)).toBe('{"subjectId":"one"}');
    expect(positions(tail().after(2))).toEqual([3]);
    expect(positions(tail().after(3))).toEqual([]);
  });

  it('leaves it to the database once somebody else wrote, until an event of ours stands behind theirs', async () => {
    await write(db, 'ours');
    await write(beside, 'theirs');
    expect(tail().after(1)).toBeUndefined();
    await write(db, 'ours again');
    expect(tail().after(1)).toBeUndefined();
    expect(positions(tail().after(2))).toEqual([3]);
  });
});

it('commits of a group that are told in another order show once the gap is closed', () => {
  const tail = createEventTail({ commits: () => 1 });
  tail.push([at(7)], 1);
  tail.push([at(10)], 1);
  tail.push([at(9)], 1);
  expect(tail.after(7)).toBeUndefined();
  tail.push([at(8)], 1);
  expect(positions(tail.after(7))).toEqual([8, 9, 10]);
  expect(tail.after(5)).toBeUndefined();
});

it('keeps the newest events only', () => {
  const tail = createEventTail({ commits: () => 1 });
  const written = 5 * limits.eventTailEvents;
  for (let position = 1; position <= written; position += 1) tail.push([at(position)], 1);
  expect(tail.after(1)).toBeUndefined();
  expect(positions(tail.after(written - 3))).toEqual([written - 2, written - 1, written]);
  expect(tail.after(written - limits.eventTailEvents)).toHaveLength(limits.eventTailEvents);
});
