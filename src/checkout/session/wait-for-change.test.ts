import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { memoryBroadcast } from '../../kernel/broadcast.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutView } from '../wire.ts';
import { CHECKOUT_TOPIC, createWaiting, lookWhenChanged, preferredWaitMs } from './wait-for-change.ts';

/** A view with a payment of which the payer has to do something, or that is done. */
const viewOf = (status: 'confirmed' | 'complete'): CheckoutView =>
  ({
    status,
    payment: { action: { type: status === 'complete' ? 'none' : 'wait', retryAfterMs: 1 } },
  }) as unknown as CheckoutView;

/** A checkout that somebody looks at, and whose state can be set. */
function watched() {
  const broadcast = memoryBroadcast();
  const waiting = createWaiting(broadcast);
  const socket = new EventEmitter();
  let status: 'confirmed' | 'complete' = 'confirmed';
  let looks = 0;
  const ask = (waitMs = 60_000) =>
    lookWhenChanged(waiting, {
      checkoutId: 'co_1',
      waitMs,
      socket,
      look: async () => {
        looks += 1;
        return viewOf(status);
      },
    });
  const tell = (checkoutId: string) => broadcast.publish(CHECKOUT_TOPIC, { checkoutId });
  const complete = () => {
    status = 'complete';
  };
  return { waiting, socket, ask, tell, complete, looks: () => looks };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('answers when something happened to this checkout, and not for another', async () => {
  const till = watched();
  const answers: string[] = [];
  const asked = Promise.all(
    [till.ask(), till.ask()].map((view) => view.then(({ status }) => answers.push(status))),
  );
  await turn();
  till.tell('co_2');
  await turn();
  expect([answers, till.looks()]).toEqual([[], 2]);
  till.complete();
  till.tell('co_1');
  await asked;
  expect(answers).toEqual(['complete', 'complete']);
});

it('does not miss what happens while it looks', async () => {
  const till = watched();
  const asked = till.ask();
  till.complete();
  till.tell('co_1');
  expect((await asked).status).toBe('complete');
});

it('answers at once when nothing is under way, and after the time that was asked for', async () => {
  const till = watched();
  expect((await till.ask(1)).status).toBe('confirmed');
  till.complete();
  expect((await till.ask()).status).toBe('complete');
});

it('lets everybody go when the caller leaves, when the process ends, and when too many wait', async () => {
  const till = watched();
  const left = till.ask();
  await turn();
  till.socket.emit('close');
  await left;
  const kept = Array.from({ length: limits.checkoutWaitsMax }, () => till.waiting.next('co_2', 60_000));
  await till.ask();
  const ended = Promise.all(kept.map(({ happened }) => happened));
  till.waiting.close();
  await ended;
});

it.each([
  ['wait=20', 20_000],
  ['respond-async, wait=7', 7_000],
  ['wait = 3; x=1', 3_000],
  ['wait=999999', limits.checkoutWaitMaxMs],
  ['wait=soon', 0],
  ['await=9', 0],
  [undefined, 0],
])('reads the preference %s as %i ms', (header, waitMs) => {
  expect(preferredWaitMs(header)).toBe(waitMs);
});
