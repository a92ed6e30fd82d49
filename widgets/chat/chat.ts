import { singleFlight } from '../ui/single-flight.ts';
import { createConnection } from './connection.ts';
import type { Chat, ChatDeps } from './deps.ts';
import { joinConversation } from './join.ts';
import { readCheckout, readOwned } from './money.ts';
import { noteHandoff, receiveActivity } from './receive.ts';
import { flushOutbox } from './send.ts';
import { distrustSession, establishSession, heldSession } from './session.ts';

const retryFirstMs = 2_000;
/** A line that is back this soon was never worth a word. */
const offlineAfterMs = 1_000;
const retryLastMs = 30_000;
/** A server that refuses every token is asked after growing pauses, not in a circle. */
const refusedPauseMs = 1_000;
/** A typing sign whose end was lost must not stay for ever. */
const typingMaxMs = 30_000;

/** Builds the chat; `enter` starts it. */
export function createChat(deps: ChatDeps): Chat {
  const { store } = deps;
  let typingTimer = 0;
  let offlineTimer = 0;
  let refusals = 0;
  const connection = createConnection(() => heldSession(deps)?.token, {
    online: () => {
      clearTimeout(offlineTimer);
      offlineTimer = 0;
      refusals = 0;
      store.set({ connection: 'online' });
      void chat.join();
    },
    offline: () => {
      offlineTimer ||= window.setTimeout(
        () => store.set({ connection: 'offline', typing: false }),
        offlineAfterMs,
      );
    },
    refused: () => {
      distrustSession(deps);
      setTimeout(() => void chat.enter(), Math.min(refusedPauseMs * 2 ** refusals, retryLastMs));
      refusals += 1;
    },
    'activity:added': (activity) => receiveActivity(chat, activity),
    'typing:changed': ({ conversationId, typing }) => {
      if (conversationId !== store.get().conversationId) return;
      clearTimeout(typingTimer);
      store.set({ typing });
      typingTimer = window.setTimeout(() => store.set({ typing: false }), typingMaxMs);
    },
    'handoff:changed': ({ conversationId, handoff }) => {
      if (conversationId === store.get().conversationId) noteHandoff(chat, handoff);
    },
    'checkout:changed': ({ checkoutId }) => void readCheckout(deps, checkoutId),
  });
  const chat: Chat = {
    deps,
    connection,
    join: singleFlight(() => joinConversation(chat)),
    flush: singleFlight(() => flushOutbox(chat)),
    enter: createEntry(() => enter(chat)),
  };
  return chat;
}

/** Repeats a failed entry with growing pauses; a call in between tries at once. */
function createEntry(work: () => Promise<boolean>): () => Promise<void> {
  let failures = 0;
  let timer = 0;
  const attempt = singleFlight(async () => {
    clearTimeout(timer);
    if (await work()) {
      failures = 0;
      return;
    }
    const pauseMs = Math.min(retryFirstMs * 2 ** failures, retryLastMs);
    failures += 1;
    timer = window.setTimeout(attempt, pauseMs);
  });
  return attempt;
}

async function enter({ deps, connection }: Chat): Promise<boolean> {
  const before = deps.store.get().learner?.learnerId;
  const answer = await establishSession(deps);
  if (!answer.ok) {
    deps.store.set({ connection: answer.status === 0 ? 'offline' : 'refused' });
    return false;
  }
  // The socket belongs to the person who opened it (C6).
  if (before !== answer.value.learner.learnerId) connection.close();
  connection.open();
  void readOwned(deps);
  return true;
}
