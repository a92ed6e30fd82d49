import type { ConversationSummary } from '../../src/bot/conversation/wire.ts';
import type { Activity } from '../../src/bot/wire.ts';
import type { Chat } from './deps.ts';
import { emptyConversation } from './state.ts';

type Threads = readonly ConversationSummary[] | null;

/** Reads the list of the learner's threads; what was known stays when there is no answer. */
export async function readThreads({ deps, connection }: Chat): Promise<void> {
  const { learner } = deps.store.get();
  const answer = await connection.ask('conversation:list', {});
  if (answer?.ok && deps.store.get().learner === learner) deps.store.set({ threads: answer.data });
}

/** Messages not seen in the threads that are not shown. */
export function unreadElsewhere(threads: Threads, conversationId: string | null): number {
  const others = (threads ?? []).filter((thread) => thread.conversationId !== conversationId);
  return others.reduce((sum, { unread }) => sum + unread, 0);
}

/** Something was said in a thread that is not shown. */
export function noteElsewhere(chat: Chat, activity: Activity): void {
  const { store } = chat.deps;
  const { threads } = store.get();
  const known = threads?.find(({ conversationId }) => conversationId === activity.conversation.id);
  if (!threads || !known || activity.type !== 'message') return void readThreads(chat);
  const { sender } = activity.channelData;
  const atMs = Date.parse(activity.timestamp);
  const changed: ConversationSummary = {
    ...known,
    unread: sender === 'learner' ? known.unread : known.unread + 1,
    lastMessage: { text: activity.text ?? '', sender, atMs },
    updatedAtMs: atMs,
  };
  store.set({ threads: [changed, ...threads.filter((thread) => thread !== known)] });
}

/** Shows the list of threads, or the thread again. */
export function showThreads(chat: Chat, listsThreads: boolean): void {
  chat.deps.store.set({ listsThreads });
  if (listsThreads) void readThreads(chat);
  else void chat.join();
}

/** Shows another of the learner's threads. What waits to be sent stays with the thread it was written in. */
export function openThread(chat: Chat, conversationId: string): void {
  const { store } = chat.deps;
  if (store.get().conversationId !== conversationId) store.set({ ...emptyConversation, conversationId });
  showThreads(chat, false);
}

/** Begins another thread; false when there was no answer. */
export async function beginThread(chat: Chat): Promise<boolean> {
  const { language } = chat.deps.store.get();
  const answer = await chat.connection.ask('conversation:new', { language, surface: chat.deps.surface() });
  if (!answer?.ok) return false;
  openThread(chat, answer.data.conversationId);
  return true;
}
