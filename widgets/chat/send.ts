import type { SendMessage } from '../../src/bot/wire.ts';
import type { Chat } from './deps.ts';
import { keepMessage, readOutbox, releaseMessage, type UnsentMessage, unsentMax } from './outbox.ts';
import { stillUnsent } from './thread.ts';

/** The server's limit for one message, in characters. */
export const messageMax = 4000;

const resendAfterMs = 2_000;
const expectEchoWithinMs = 1_500;

/** What the server says when it only wants to be asked again later: nothing is lost, nobody has to press anything. */
const passing = new Set(['rate_limited', 'unavailable', 'session_expired']);

/** Keeps the message before anything is sent, shows it, and sends it as soon as that is possible. */
export function sendMessage(
  chat: Chat,
  text: string,
  { files = [], isPasted = false }: Pick<UnsentMessage, 'files' | 'isPasted'> = {},
): void {
  const { store, keep, newId, nowMs } = chat.deps;
  const { unsent, conversationId } = store.get();
  if (unsent.length >= unsentMax) return;
  const message: UnsentMessage = {
    clientMessageId: newId('msg'),
    text: text.slice(0, messageMax),
    writtenAtMs: nowMs(),
    conversationId,
    refusal: null,
    ...(files.length > 0 && { files }),
    ...(isPasted && { isPasted }),
  };
  keepMessage(keep, message);
  store.set({ unsent: [...unsent, message] });
  void chat.flush();
}

/** The learner asks to try one refused message again. */
export function sendAgain(chat: Chat, clientMessageId: string): void {
  change(chat, clientMessageId, { refusal: null });
  void chat.flush();
}

/** Sends what waits, in the order it was written; each waits for its acknowledgement. */
export async function flushOutbox(chat: Chat): Promise<void> {
  if (chat.deps.nowMs() < heldUntilMs) return;
  for (const message of readOutbox(chat.deps.keep)) {
    if (message.refusal) continue;
    if (!(await sendOne(chat, message))) return;
  }
}

/** False when the rest has to wait. */
async function sendOne(chat: Chat, message: UnsentMessage): Promise<boolean> {
  const { deps, connection } = chat;
  const current = deps.store.get().conversationId;
  if (current === null || !connection.isOnline()) return false;
  const conversationId = message.conversationId ?? current;
  // Written down before sending: a repeat in another thread would be another message.
  if (message.conversationId === null) change(chat, message.clientMessageId, { conversationId });
  const answer = await connection.ask('message:send', wireOf(message, conversationId));
  if (answer === null) return waitAWhile(chat, resendAfterMs);
  const { clientMessageId } = message;
  if (answer.ok) {
    deps.store.set({ isTooFast: false });
    confirm(chat, clientMessageId);
    return true;
  }
  const { code, message: why, retryAfterMs } = answer.error;
  if (passing.has(code)) {
    deps.store.set({ isTooFast: code === 'rate_limited' });
    heldUntilMs = deps.nowMs() + (retryAfterMs ?? 0);
    return waitAWhile(chat, retryAfterMs);
  }
  if (code === 'not_found' && conversationId !== current) {
    // The thread it was written for is gone; it goes to the present one.
    change(chat, clientMessageId, { conversationId: null });
    void chat.flush();
  } else change(chat, clientMessageId, { refusal: why });
  return true;
}

function wireOf(message: UnsentMessage, conversationId: string): SendMessage {
  const { clientMessageId, text, files = [], isPasted } = message;
  const attachmentIds = files.map(({ attachmentId }) => attachmentId);
  return {
    ...{ conversationId, clientMessageId, text },
    ...(attachmentIds.length > 0 && { attachmentIds }),
    ...(isPasted && { isPasted }),
  };
}

let waiting = 0;
/** Until then the server wants nothing, whatever else is written meanwhile. */
let heldUntilMs = 0;

/** The rest of the outbox waits as well: what was written first is sent first. */
function waitAWhile(chat: Chat, forMs = resendAfterMs): false {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => void chat.flush(), forMs);
  return false;
}

function confirm(chat: Chat, clientMessageId: string): void {
  releaseMessage(chat.deps.keep, clientMessageId);
  const isMissing = () => {
    const { unsent, activities } = chat.deps.store.get();
    return stillUnsent(unsent, activities).some((message) => message.clientMessageId === clientMessageId);
  };
  // The committed message comes back as an activity; should that have been lost, it is asked for.
  setTimeout(() => {
    if (isMissing()) void chat.join();
  }, expectEchoWithinMs);
}

function change(chat: Chat, clientMessageId: string, to: Partial<UnsentMessage>): void {
  const { store, keep } = chat.deps;
  const unsent = store.get().unsent.map((message) => {
    if (message.clientMessageId !== clientMessageId) return message;
    const changed = { ...message, ...to };
    keepMessage(keep, changed);
    return changed;
  });
  store.set({ unsent });
}
