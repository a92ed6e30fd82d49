import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { mergeActivities } from '../chat/thread.ts';
import type { Answer } from '../staff/staff-call.ts';
import { calls } from './calls.ts';
import { type Desk, takeThread } from './console.ts';
import type { ConsoleState, UnsentReply } from './state.ts';

/** The server's limit for one message, in characters. */
export const replyMax = 4000;

/** Puts a conversation before the agent; null goes back to the lists. */
export async function openConversation(desk: Desk, openId: string | null): Promise<void> {
  const { store, live } = desk;
  if (openId === store.get().openId) return;
  store.set({ openId, thread: null, refusal: null, showsDetails: false });
  live.watch(openId);
  if (openId === null) return;
  const answer = await calls.thread(openId, false);
  if (store.get().openId !== openId) return;
  if (answer.ok) return takeThread(desk, answer.value);
  store.set({ openId: null });
  live.watch(null);
  desk.refuse(answer);
}

/** Takes the open conversation out of the line. True when it is this agent's now. */
export function acceptConversation(desk: Desk): Promise<boolean> {
  return pass(desk, 'accept');
}

/** Gives the open conversation back to the bot. True when it is the bot's now. */
export function releaseConversation(desk: Desk): Promise<boolean> {
  return pass(desk, 'release');
}

async function pass(desk: Desk, step: 'accept' | 'release'): Promise<boolean> {
  const { store } = desk;
  const { staff, openId, busy } = store.get();
  if (!staff || openId === null || busy !== null) return false;
  store.set({ busy: step, refusal: null });
  const answer = await calls[step](openId, staff.csrfToken);
  store.set({ busy: null });
  if (answer.ok) takeIfOpen(desk, answer);
  else desk.refuse(answer);
  await desk.refresh();
  return answer.ok;
}

function takeIfOpen(desk: Desk, answer: Answer<ConsoleThread>): void {
  if (answer.ok && desk.store.get().openId === answer.value.conversationId) takeThread(desk, answer.value);
}

/** Settles a held payment. */
export async function decide(
  desk: Desk,
  reviewId: string,
  given: { decision: 'approve' | 'reject'; note: string },
): Promise<void> {
  const { store } = desk;
  const { staff, busy } = store.get();
  if (!staff || busy !== null) return;
  store.set({ busy: 'decide', refusal: null });
  const { decision, note } = given;
  const body = note.trim() === '' ? { decision } : { decision, note: note.trim() };
  const answer = await calls.decide(reviewId, body, staff.csrfToken);
  store.set({ busy: null });
  desk.refuse(answer);
  await desk.refresh();
}

/** Keeps a begun reply while the agent looks elsewhere. */
export function keepDraft({ store }: Desk, conversationId: string, text: string): void {
  store.set({ drafts: { ...store.get().drafts, [conversationId]: text } });
}

/** Sends the begun reply of the open conversation; it is shown at once and confirmed when it is committed. */
export async function sendReply(desk: Desk): Promise<void> {
  const { store, deps } = desk;
  const { openId, drafts, unsent } = store.get();
  const text = openId === null ? '' : (drafts[openId] ?? '').trim();
  if (openId === null || text === '' || text.length > replyMax) return;
  const clientMessageId = deps.newId('msg');
  const reply: UnsentReply = { clientMessageId, conversationId: openId, text, refusal: null };
  store.set({ unsent: [...unsent, reply], drafts: { ...drafts, [openId]: '' } });
  await sendOne(desk, reply);
}

/** The agent asks to try one message again: the same one, so that a doubt never doubles it. */
export async function sendAgain(desk: Desk, reply: UnsentReply): Promise<void> {
  change(desk, reply.clientMessageId, { refusal: null });
  await sendOne(desk, reply);
}

async function sendOne(desk: Desk, { clientMessageId, conversationId, text }: UnsentReply): Promise<void> {
  const { staff } = desk.store.get();
  if (!staff) return;
  const answer = await calls.send(conversationId, { clientMessageId, text }, staff.csrfToken);
  if (!answer.ok) {
    if (answer.status === 401) desk.refuse(answer);
    else change(desk, clientMessageId, { refusal: answer });
    return;
  }
  // The committed message comes by the socket; should that be down, it is read.
  const isShown = () =>
    desk.store.get().unsent.every((message) => message.clientMessageId !== clientMessageId);
  if (!isShown()) await desk.refresh();
  if (!isShown()) change(desk, clientMessageId, null);
}

function change({ store }: Desk, clientMessageId: string, to: Partial<UnsentReply> | null): void {
  const unsent = store
    .get()
    .unsent.flatMap((message) =>
      message.clientMessageId !== clientMessageId ? [message] : to === null ? [] : [{ ...message, ...to }],
    );
  store.set({ unsent });
}

/** Reads the page before the oldest activity known. */
export async function readEarlier(desk: Desk): Promise<void> {
  const { store } = desk;
  const { thread } = store.get();
  const beforeSeq = thread?.activities[0]?.channelData.seq;
  if (thread === null || beforeSeq === undefined) return;
  const answer = await calls.earlier(thread.conversationId, beforeSeq);
  const now: ConsoleState['thread'] = store.get().thread;
  if (!answer.ok) return desk.refuse(answer);
  if (now?.conversationId !== thread.conversationId) return;
  const activities = [...mergeActivities(now.activities, answer.value.activities)];
  store.set({ thread: { ...now, activities, hasEarlier: answer.value.hasEarlier } });
}
