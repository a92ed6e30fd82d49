import { expect, test } from 'vitest';
import type { Activity } from '../../src/bot/wire.ts';
import { countUnread, highestSeq, lastGaplessSeq, mergeActivities, stillUnsent } from './thread.ts';

const activity = (seq: number, sender: Activity['channelData']['sender'] = 'bot'): Activity => ({
  id: `act_${seq}`,
  type: 'message',
  channelId: 'tilltalk',
  timestamp: '2026-11-22T00:00:00Z',
  from: { id: sender, role: sender === 'learner' ? 'user' : 'bot' },
  conversation: { id: 'conv_1' },
  channelData: { seq, sender, ...(sender === 'learner' ? { clientMessageId: `msg_${seq}` } : {}) },
});
const seqs = (activities: readonly Activity[]) => activities.map(({ channelData }) => channelData.seq);

test('activities stand once and in order, however they arrive', () => {
  const merged = mergeActivities([activity(2), activity(3)], [activity(3), activity(1), activity(4)]);
  expect(seqs(merged)).toEqual([1, 2, 3, 4]);
});

test('nothing new leaves the list itself unchanged, so nothing is drawn again', () => {
  const known = [activity(1), activity(2)];
  expect(mergeActivities(known, [activity(2)])).toBe(known);
});

test('a replay begins after the last number without a hole before it', () => {
  expect(lastGaplessSeq([])).toBe(0);
  expect(lastGaplessSeq([activity(1), activity(2), activity(4)])).toBe(2);
  expect(lastGaplessSeq([activity(31), activity(32)])).toBe(32);
  expect(highestSeq([activity(1), activity(4)])).toBe(4);
});

test('a message that came back as an activity no longer waits', () => {
  const unsent = ['msg_1', 'msg_2'].map((clientMessageId) => ({
    clientMessageId,
    text: 'hello',
    writtenAtMs: 0,
    conversationId: null,
    refusal: null,
  }));
  expect(stillUnsent(unsent, [activity(1, 'learner')])).toEqual([unsent[1]]);
});

test('unread counts what others said after the read mark, not what the learner said', () => {
  expect(countUnread([activity(1), activity(2, 'learner'), activity(3), activity(4, 'agent')], 1)).toBe(2);
});
