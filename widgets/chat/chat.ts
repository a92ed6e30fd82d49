import { singleFlight } from '../ui/single-flight.ts';
import { createConnection } from './connection.ts';
import type { Chat, ChatDeps } from './deps.ts';
import { joinConversation } from './join.ts';
import { noteMarks } from './marks.ts';
import { readCheckout, readOwned } from './money.ts';
import { noteHandoff, noteNews, receiveActivity } from './receive.ts';
import { flushOutbox } from './send.ts';
import { distrustSession, establishSession, forgetLearner, heldSession } from './session.ts';
import { notePiece } from './stream.ts';

const retryFirstMs = 2_000;
/** A line that is back this soon was never worth a word. */
const offlineAfterMs = 1_000;
const retryLastMs = 30_000;
/** A server that refuses every token is asked after growing pauses, not in a circle. */
const refusedPauseMs = 1_000;
/** A typing sign whose end was lost must not stay for ever. */
const typingMaxMs = 30_000;
/** A token is renewed while it still holds, so that nobody notices. */
const renewBeforeMs = 50_000;
/** A token that ends sooner than this is left to end: the socket then comes back by itself. */
const timerMinMs = 15_000;
const timerMaxMs = 6 * 3_600_000;

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
        () => store.set({ connection: 'offline', typing: null, stream: null }),
        offlineAfterMs,
      );
    },
    refused: () => {
      distrustSession(deps);
      setTimeout(() => void chat.enter(), Math.min(refusedPauseMs * 2 ** refusals, retryLastMs));
      refusals += 1;
    },
    'activity:added': (activity) => receiveActivity(chat, activity),
    'typing:changed': (typing) => {
      if (typing.conversationId !== store.get().conversationId) return;
      clearTimeout(typingTimer);
      store.set({ typing: typing.typing ? typing : null });
      typingTimer = window.setTimeout(() => store.set({ typing: null }), typing.ttlMs ?? typingMaxMs);
    },
    'activity:typing': (piece) => notePiece(chat, piece),
    'read:changed': ({ conversationId, marks }) => {
      noteMarks(chat, conversationId, marks);
      noteNews(chat);
    },
    'handoff:changed': ({ conversationId, handoff }) => {
      if (conversationId === store.get().conversationId) noteHandoff(chat, handoff);
    },
    'checkout:changed': ({ checkoutId }) => void readCheckout(deps, checkoutId),
    // On whichever device it was wished: nothing of it stays here either, and whoever is there begins anew.
    'learner:erased': () => {
      forgetLearner(deps);
      connection.close();
      void chat.enter();
    },
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

async function enter(chat: Chat): Promise<boolean> {
  const { deps, connection } = chat;
  const learnerBefore = deps.store.get().learner?.learnerId;
  const tokenBefore = heldSession(deps)?.token;
  const answer = await establishSession(deps);
  if (!answer.ok) {
    if (!connection.isOnline()) deps.store.set({ connection: answer.status === 0 ? 'offline' : 'refused' });
    return false;
  }
  const { learner, token } = answer.value;
  if (learnerBefore !== learner.learnerId) {
    // The socket belongs to the person who opened it (C6).
    connection.close();
    void readOwned(deps);
  } else if (tokenBefore !== token && connection.isOnline()) {
    const renewed = await connection.ask('session:renew', { token });
    if (renewed?.ok === false) connection.close();
  }
  connection.open();
  renewInTime(chat, answer.value.expiresAtMs);
  return true;
}

let renewal = 0;

/** Asks who is there again shortly before the token ends. */
function renewInTime(chat: Chat, expiresAtMs: number): void {
  clearTimeout(renewal);
  const leftMs = expiresAtMs - renewBeforeMs - chat.deps.nowMs();
  const soon = leftMs <= timerMaxMs;
  const then = () => (soon ? void chat.enter() : renewInTime(chat, expiresAtMs));
  renewal = window.setTimeout(then, Math.min(Math.max(leftMs, timerMinMs), timerMaxMs));
}
