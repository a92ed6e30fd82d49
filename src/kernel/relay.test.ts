import { afterEach, expect, it } from 'vitest';
import { type Clock, systemClock } from './clock.ts';
import { describeOnBothEngines } from './db/engines.testing.ts';
import { deferred } from './deferred.ts';
import type { DomainEvent } from './domain-event.ts';
import { newId } from './id.ts';
import { silentLog } from './log.ts';
import { createMeter } from './meter.ts';
import { appendEvent, onEventsCommitted, type Subscription } from './outbox.ts';
import { createRelay, type Relay } from './relay.ts';

const clockAheadMs = { value: 0 };
const clock = systemClock(() => Date.now() + clockAheadMs.value);

describeOnBothEngines('outbox', (database) => {
  const relays: Relay[] = [];
  const unsubscribes: (() => void)[] = [];
  afterEach(async () => {
    for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  });

  const append = (type: string, subjectId: string) =>
    database().transact((tx) =>
      appendEvent({ clock, newId }, tx, { type, subjectId, livemode: false, payload: { subjectId } }),
    );
  const startRelay = (...subscriptions: Subscription[]): Relay => startRelayBy(clock, subscriptions);
  const startRelayBy = (relayClock: Clock, subscriptions: Subscription[]): Relay => {
    const deps = {
      db: database(),
      clock: relayClock,
      log: silentLog(),
      meter: createMeter({ processMetrics: false }),
    };
    const relay = createRelay(deps, subscriptions);
    relays.push(relay);
    unsubscribes.push(onEventsCommitted(relay.wake));
    relay.start();
    return relay;
  };
  const collect = (name: string, type: string, count: number) => {
    const all = deferred<DomainEvent[]>();
    const heard: DomainEvent[] = [];
    const subscription: Subscription = {
      name,
      types: [type],
      handle: async (event) => {
        heard.push(event);
        if (heard.length === count) all.resolve(heard);
      },
    };
    return { subscription, all: all.promise, heard };
  };

  it('tells each committed event, in positions without a gap, to every subscription', async () => {
    const first = collect('first', 'thing.happened', 60);
    const second = collect('second', 'thing.happened', 60);
    startRelay(first.subscription, second.subscription);
    await Promise.all(Array.from({ length: 60 }, (_, index) => append('thing.happened', `s${index}`)));
    const heard = await first.all;
    expect(new Set(heard.map((event) => event.subjectId)).size).toBe(60);
    expect(await second.all).toHaveLength(60);
    const positions = heard.map((event) => event.position).sort((a, b) => a - b);
    expect(positions).toEqual(positions.map((_, index) => (positions[0] ?? 0) + index));
  });

  it('tells nothing of a transaction that was rolled back', async () => {
    const heard = collect('rollback', 'undone.happened', 1);
    startRelay(heard.subscription);
    await database()
      .transact(async (tx) => {
        await appendEvent({ clock, newId }, tx, {
          type: 'undone.happened',
          subjectId: 'no',
          livemode: false,
          payload: {},
        });
        throw new Error('undo');
      })
      .catch(() => {});
    await append('undone.happened', 'yes');
    expect((await heard.all).map((event) => event.subjectId)).toEqual(['yes']);
  });

  it('goes on where it stopped after a restart', async () => {
    const before = collect('restart', 'step.happened', 2);
    startRelay(before.subscription);
    await append('step.happened', 'a');
    await append('step.happened', 'b');
    await before.all;
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await append('step.happened', 'c');
    const after = collect('restart', 'step.happened', 1);
    startRelay(after.subscription);
    expect((await after.all).map((event) => event.subjectId)).toEqual(['c']);
  });

  it('stopped in the middle, it tells again what it had not noted, and nothing that it had', async () => {
    const first = collect('twice', 'pulse.happened', 3);
    // Its clock stands still, so that the time for noting never comes.
    const relay = startRelayBy(
      systemClock(() => 1_000_000),
      [first.subscription],
    );
    for (const subject of ['a', 'b', 'c']) await append('pulse.happened', subject);
    await first.all;
    // What a crash leaves: the events are handled, their position is not noted.
    const crashed = collect('twice', 'pulse.happened', 3);
    startRelay(crashed.subscription);
    expect((await crashed.all).map((event) => event.subjectId).sort()).toEqual(['a', 'b', 'c']);
    await relay.stop();
    const after = collect('twice', 'pulse.happened', 1);
    startRelay(after.subscription);
    await append('pulse.happened', 'd');
    expect((await after.all).map((event) => event.subjectId)).toEqual(['d']);
  });

  it('tries a failing event again without holding up the next, and parks it in the end', async () => {
    const others = deferred<void>();
    const parked = deferred<void>();
    let tries = 0;
    const subscription: Subscription = {
      name: 'poison',
      types: ['poison.happened'],
      handle: async (event) => {
        if (event.subjectId === 'good') return others.resolve();
        tries += 1;
        if (tries === 10) parked.resolve();
        throw new Error('cannot');
      },
    };
    const relay = startRelay(subscription);
    await append('poison.happened', 'bad');
    await append('poison.happened', 'good');
    await others.promise;
    const nudge = setInterval(() => {
      clockAheadMs.value += 600_000;
      relay.wake();
    }, 5);
    await parked.promise;
    clearInterval(nudge);
    await relay.stop();
    const row = await database()
      .query.selectFrom('failed_delivery')
      .selectAll()
      .where('subscription', '=', 'poison')
      .executeTakeFirst();
    expect(row).toMatchObject({ state: 'parked', attempts: 10, lastError: 'cannot' });
  });
});
