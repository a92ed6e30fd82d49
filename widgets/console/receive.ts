import type { TypingView } from '../../src/bot/conversation/wire.ts';
import type { Activity } from '../../src/bot/wire.ts';
import { highestSeq, lastGaplessSeq, mergeActivities } from '../chat/thread.ts';
import type { Desk } from './desk.ts';
import type { LiveEvents } from './live.ts';
import { readDetails, stillUnsent } from './read-all.ts';

/** A sign of writing whose end is lost is over after this. */
const typingMs = 6_000;

/** Hints come in bursts; a burst is read once. */
const gatherMs = 120;

/** What the console does with what the server tells by itself. */
export function receivers(deskOf: () => Desk): Omit<LiveEvents, 'refused'> {
  let isGathering = false;
  const refreshSoon = (): void => {
    if (isGathering) return;
    isGathering = true;
    setTimeout(() => {
      isGathering = false;
      void deskOf().refresh();
    }, gatherMs);
  };
  return {
    online: () => {
      deskOf().store.set({ isOnline: true });
      void deskOf().refresh();
    },
    offline: () => deskOf().store.set({ isOnline: false }),
    'queue:changed': refreshSoon,
    'conversation:changed': refreshSoon,
    'agents:changed': refreshSoon,
    'sla:breached': refreshSoon,
    'csat:answered': refreshSoon,
    'activity:added': (activity) => {
      addActivity(deskOf(), activity);
      if (movesPromises(deskOf(), activity)) refreshSoon();
    },
    'session:expired': () => deskOf().leave(),
    'offer:made': (offer) => {
      const { store, deps } = deskOf();
      const others = store.get().offers.filter((one) => one.conversationId !== offer.conversationId);
      store.set({ offers: [...others, offer] });
      if (store.get().preferences.sound) deps.chime();
      refreshSoon();
    },
    'offer:ended': ({ conversationId }) => {
      const { store } = deskOf();
      store.set({ offers: store.get().offers.filter((one) => one.conversationId !== conversationId) });
      refreshSoon();
    },
    'typing:changed': (event) => noteTyping(deskOf(), event),
    'read:changed': ({ conversationId, marks }) => {
      const { store } = deskOf();
      if (store.get().openId === conversationId) store.set({ marks });
    },
    'viewers:changed': ({ conversationId, viewers }) => {
      const { store } = deskOf();
      if (store.get().openId === conversationId) store.set({ viewers });
    },
  };
}

function noteTyping({ store, deps }: Desk, { conversationId, typing, by, ttlMs }: TypingView): void {
  if (by !== 'learner' || store.get().openId !== conversationId) return;
  store.set({ typingUntilMs: typing ? deps.nowMs() + (ttlMs ?? typingMs) : 0 });
}

/** What a learner and their agent write moves the promises; who only looks on is told of it by nothing else. */
function movesPromises({ store }: Desk, { conversation, channelData }: Activity): boolean {
  const { thread } = store.get();
  if (thread === null || thread.isMine || thread.conversationId !== conversation.id) return false;
  return channelData.sender === 'learner' || channelData.sender === 'agent';
}

function addActivity(desk: Desk, activity: Activity): void {
  const { store } = desk;
  const { thread, unsent } = store.get();
  if (thread === null || activity.conversation.id !== thread.conversationId) return;
  const activities = mergeActivities(thread.activities, [activity]);
  store.set({
    thread: { ...thread, activities: [...activities] },
    unsent: stillUnsent(unsent, activities),
    ...(activity.channelData.sender === 'learner' ? { typingUntilMs: 0 } : {}),
  });
  // One before it was told to nobody here.
  if (lastGaplessSeq(activities) < highestSeq(activities)) void desk.refresh();
  // A card is news about money: what stands beside the thread has changed with it.
  if (activity.attachments !== undefined) void readDetails(desk);
}
