import { expect, it } from 'vitest';
import type { Activity } from '../../src/bot/wire.ts';
import { createStore } from '../ui/store.ts';
import { takeThread } from './read-all.ts';
import type { ConsoleState } from './state.ts';

type Thread = NonNullable<ConsoleState['thread']>;

const threadOf = (from: number, to: number, hasEarlier: boolean): Thread => {
  const activities = Array.from({ length: to - from + 1 }, (_, at) => ({
    id: `act_${from + at}`,
    channelData: { seq: from + at, sender: 'learner' },
  })) as Activity[];
  return { conversationId: 'conv_1', activities, hasEarlier } as Thread;
};

it('a thread read again after a break has no hole: it joins what is known, or begins anew with earlier ones to read', () => {
  const store = createStore({ thread: threadOf(1, 10, false), unsent: [] } as unknown as ConsoleState);
  const shown = () => store.get().thread?.activities.map(({ channelData }) => channelData.seq);
  takeThread({ store }, threadOf(8, 12, true));
  expect(shown()).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  expect(store.get().thread?.hasEarlier).toBe(false);
  takeThread({ store }, threadOf(13, 15, true));
  expect(shown()?.length).toBe(15);
  takeThread({ store }, threadOf(40, 42, true));
  expect(shown()).toEqual([40, 41, 42]);
  expect(store.get().thread?.hasEarlier).toBe(true);
});
