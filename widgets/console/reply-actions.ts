import { mergeActivities } from '../chat/thread.ts';
import type { Desk } from './desk.ts';
import { readDetails } from './read-all.ts';
import { type ConsoleState, draftName, type UnsentReply } from './state.ts';

/** The code that chooses and sends files, loaded when the first one is chosen. */
export const fileWork = () => import('./files.ts');

/** The server's limit for one message, in characters. */
export const replyMax = 4000;

/** Keeps a begun reply or note while the agent looks elsewhere. */
export function keepDraft({ store, live }: Desk, conversationId: string, text: string): void {
  const { drafts, isNote } = store.get();
  store.set({ drafts: { ...drafts, [draftName(conversationId, isNote)]: text } });
  if (!isNote && text !== '' && store.get().thread?.isMine) live.typing(conversationId);
}

/** Sends what was begun; it is shown at once and confirmed when it is committed. */
export async function sendReply(desk: Desk): Promise<void> {
  const { store, deps } = desk;
  const { openId, drafts, thread } = store.get();
  if (openId === null || thread === null) return;
  // Whose conversation it is not may still leave a note.
  const isNote = store.get().isNote || !thread.isMine;
  const name = draftName(openId, isNote);
  const text = (drafts[name] ?? '').trim();
  const chosen = isNote ? [] : (store.get().files[openId] ?? []);
  const isOnItsWay = chosen.some(({ attachmentId }) => attachmentId === null);
  if ((text === '' && chosen.length === 0) || isOnItsWay || text.length > replyMax) return;
  const files = chosen.length === 0 ? [] : (await fileWork()).takeFiles(desk, openId);
  const clientMessageId = deps.newId(isNote ? 'note' : 'msg');
  const reply: UnsentReply = { clientMessageId, conversationId: openId, text, files, isNote, refusal: null };
  store.set({ unsent: [...store.get().unsent, reply], drafts: { ...store.get().drafts, [name]: '' } });
  await sendOne(desk, reply);
}

/** The agent asks to try one message again: the same one, so that a doubt never doubles it. */
export async function sendAgain(desk: Desk, reply: UnsentReply): Promise<void> {
  change(desk, reply.clientMessageId, { refusal: null });
  await sendOne(desk, reply);
}

async function sendOne(desk: Desk, reply: UnsentReply): Promise<void> {
  const { clientMessageId, conversationId, text, files, isNote } = reply;
  const attachmentIds = files.map(({ attachmentId }) => attachmentId);
  const answer = isNote
    ? await desk.calls.addNote(conversationId, { clientNoteId: clientMessageId, text })
    : await desk.calls.send(conversationId, {
        clientMessageId,
        text,
        ...(attachmentIds.length > 0 && { attachmentIds }),
      });
  if (!answer.ok) {
    if (answer.status === 401) desk.refuse(answer);
    else change(desk, clientMessageId, { refusal: answer });
    return;
  }
  if (isNote) {
    await readDetails(desk);
    return change(desk, clientMessageId, null);
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

/** Puts a canned reply into the begun one, with what it is about filled in; null when it was refused. */
export async function takeCanned(desk: Desk, cannedReplyId: string): Promise<string | null> {
  const { openId } = desk.store.get();
  if (openId === null) return null;
  const answer = await desk.calls.render(openId, cannedReplyId);
  if (answer.ok && desk.store.get().openId === openId) return answer.value.text;
  desk.refuse(answer);
  return null;
}

/** Reads the page before the oldest activity known. */
export async function readEarlier(desk: Desk): Promise<void> {
  const { store } = desk;
  const { thread } = store.get();
  const beforeSeq = thread?.activities[0]?.channelData.seq;
  if (thread === null || beforeSeq === undefined) return;
  const answer = await desk.calls.earlier(thread.conversationId, beforeSeq);
  const now: ConsoleState['thread'] = store.get().thread;
  if (!answer.ok) return desk.refuse(answer);
  if (now?.conversationId !== thread.conversationId) return;
  const activities = [...mergeActivities(now.activities, answer.value.activities)];
  store.set({ thread: { ...now, activities, hasEarlier: answer.value.hasEarlier } });
}
