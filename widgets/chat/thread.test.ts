import { afterEach, expect, test, vi } from 'vitest';
import type { Activity } from '../../src/bot/wire.ts';
import { openPageKeep } from '../ui/keep.ts';
import { createStore } from '../ui/store.ts';
import type { ChatDeps } from './deps.ts';
import { keepMessage, readOutbox } from './outbox.ts';
import { distrustSession, establishSession, heldSession, keptOverAccounts, stepAside } from './session.ts';
import { emptyState } from './state.ts';
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

const storage = (): Storage =>
  Object.create({
    getItem(this: Record<string, string>, name: string) {
      return this[name] ?? null;
    },
    setItem(this: Record<string, string>, name: string, value: string) {
      this[name] = value;
    },
    removeItem(this: Record<string, string>, name: string) {
      delete this[name];
    },
  });

/** A page of one browser, whose host page says who is there. */
function pageOf(localStorage: Storage, sessionStorage = storage()) {
  const says = { token: null as string | null };
  const deps = {
    store: createStore(emptyState('zh')),
    keep: openPageKeep({ localStorage, sessionStorage }, keptOverAccounts),
    host: { ask: async () => ({ ok: true, value: says.token }) },
    nowMs: () => 0,
  } as unknown as ChatDeps;
  const enter = async (token: string | null) => {
    says.token = token;
    await establishSession(deps);
    return heldSession(deps)?.learner.learnerId;
  };
  const write = (text: string) => {
    const clientMessageId = `msg_${text}`;
    const message = { clientMessageId, text, writtenAtMs: 0, conversationId: null, refusal: null };
    keepMessage(deps.keep, message);
    deps.store.set({ unsent: [...deps.store.get().unsent, message] });
  };
  const unsent = () => readOutbox(deps.keep).map(({ text }) => text);
  const reloaded = () => pageOf(localStorage, sessionStorage);
  return { deps, enter, write, unsent, reloaded };
}

/** A server whose tokens name the learner; every guest is a new one. */
function answerSessions(): void {
  let guests = 0;
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    const { hostToken } = JSON.parse(body) as { hostToken?: string };
    guests += hostToken === undefined ? 1 : 0;
    const learnerId = hostToken ?? `guest_${guests}`;
    const learner = { learnerId, isGuest: hostToken === undefined, displayName: null };
    return Response.json({ token: `token of ${learnerId}`, expiresAtMs: 1e12, learner });
  });
}
afterEach(() => vi.unstubAllGlobals());

test('pages of one browser whose host pages name different learners keep each its own, over reloads too', async () => {
  answerSessions();
  const browser = storage();
  const [lin, zhou] = [pageOf(browser), pageOf(browser)];
  expect(await lin.enter('lin')).toBe('lin');
  lin.write('of lin');
  expect(await zhou.enter('zhou')).toBe('zhou');
  zhou.write('of zhou');
  // The browser tells the other page once; it asks its host page, and nobody's turn comes again.
  expect([stepAside(lin.deps), await lin.enter('lin'), stepAside(lin.deps)]).toEqual([true, 'lin', false]);
  expect([stepAside(zhou.deps), heldSession(zhou.deps)?.token]).toEqual([false, 'token of zhou']);
  for (const [page, name] of [
    [lin, 'lin'],
    [zhou, 'zhou'],
  ] as const) {
    const again = page.reloaded();
    expect([await again.enter(name), stepAside(again.deps)]).toEqual([name, false]);
    expect([page.unsent(), again.unsent()]).toEqual([[`of ${name}`], [`of ${name}`]]);
  }
});

test('who leaves in one page leaves in each whose host page says so, and all share one guest', async () => {
  answerSessions();
  const browser = storage();
  const [one, other] = [pageOf(browser), pageOf(browser)];
  expect([await one.enter('lin'), await other.enter('lin')]).toEqual(['lin', 'lin']);
  one.write('secret');
  expect(await one.enter(null)).toBe('guest_1');
  expect([stepAside(other.deps), await other.enter(null)]).toEqual([true, 'guest_1']);
  expect([stepAside(one.deps), one.unsent(), other.unsent(), other.deps.store.get().unsent]).toEqual([
    ...[false, [], [], []],
  ]);
  expect(await other.reloaded().enter(null)).toBe('guest_1');
  // Two that were guests at the same moment are one from then on; a token that is not taken is not tried again.
  const { deps } = one;
  const session = { token: 'of another', expiresAtMs: 1e12 };
  const guest = { learnerId: 'guest_at_once', isGuest: true, displayName: null };
  deps.keep.shared.write('session', { ...session, learner: guest });
  expect([stepAside(deps), await one.enter(null), stepAside(deps)]).toEqual([true, 'guest_at_once', false]);
  distrustSession(deps);
  expect([await one.enter(null), heldSession(deps)?.token]).toEqual(['guest_2', 'token of guest_2']);
});
