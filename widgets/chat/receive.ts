import type { Activity, HandoffView } from '../../src/bot/wire.ts';
import { contentTypes } from './cards/content.ts';
import type { Chat } from './deps.ts';
import { readOwned } from './money.ts';
import { readOrders } from './orders.ts';
import { countUnread, highestSeq, lastGaplessSeq, mergeActivities, stillUnsent } from './thread.ts';

/** Takes an activity the server sent by itself; a hole before it is filled by asking again. */
export function receiveActivity(chat: Chat, activity: Activity): void {
  const { store } = chat.deps;
  const { conversationId, activities } = store.get();
  if (activity.conversation.id !== conversationId) return;
  const merged = mergeActivities(activities, [activity]);
  if (merged === activities) return;
  store.set({ activities: merged });
  if (lastGaplessSeq(merged) < highestSeq(merged)) void chat.join();
  const has = (type: string) => activity.attachments?.some(({ contentType }) => contentType === type);
  if (has(contentTypes.receipt) || has(contentTypes.notice)) void readOwned(chat.deps);
  if (has(contentTypes.notice)) void readOrders(chat.deps);
  noteNews(chat);
}

/** Takes over who answers now; what was told later counts, whichever came first. */
export function noteHandoff({ deps }: Chat, handoff: HandoffView): void {
  const known = deps.store.get().handoff;
  if (known === null || known.atMs <= handoff.atMs) deps.store.set({ handoff });
}

/** Brings outbox, read mark and badge in line with the thread as it now is. */
export function noteNews({ deps }: Chat): void {
  const { store, keep, host } = deps;
  const { activities, unsent, panelOpen, conversationId } = store.get();
  const mark = keep.read<{ conversationId: string; seq: number }>('read');
  const readSeq = mark?.conversationId === conversationId ? (mark?.seq ?? 0) : 0;
  const seq = highestSeq(activities);
  if (panelOpen && seq > readSeq) keep.write('read', { conversationId, seq });
  const unread = panelOpen ? 0 : countUnread(activities, readSeq);
  if (unread !== store.get().unread) host.say({ type: 'unread', count: unread });
  store.set({ unread, unsent: stillUnsent(unsent, activities) });
}
