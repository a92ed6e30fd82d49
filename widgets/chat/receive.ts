import type { Activity, HandoffView } from '../../src/bot/wire.ts';
import { contentTypes } from './cards/content.ts';
import type { Chat } from './deps.ts';
import { isLookedAt, readOn } from './marks.ts';
import { readOwned } from './money.ts';
import { readOrders } from './orders.ts';
import { countUnread, highestSeq, lastGaplessSeq, mergeActivities, stillUnsent } from './thread.ts';
import { noteElsewhere, unreadElsewhere } from './threads.ts';

/** Takes an activity the server sent by itself; a hole before it is filled by asking again. */
export function receiveActivity(chat: Chat, activity: Activity): void {
  const { store } = chat.deps;
  const { conversationId, activities, stream } = store.get();
  noteMoney(chat, activity);
  if (activity.conversation.id !== conversationId) {
    noteElsewhere(chat, activity);
    noteNews(chat);
    return;
  }
  const merged = mergeActivities(activities, [activity]);
  if (merged === activities) return;
  // What grew is there as a whole now; whoever wrote has written.
  store.set({
    activities: merged,
    ...(stream?.streamId === activity.id && { stream: null }),
    ...(activity.channelData.sender !== 'learner' && { typing: null }),
  });
  if (lastGaplessSeq(merged) < highestSeq(merged)) void chat.join();
  noteNews(chat);
}

function noteMoney({ deps }: Chat, { attachments = [] }: Activity): void {
  const has = (type: string) => attachments.some(({ contentType }) => contentType === type);
  if (has(contentTypes.receipt) || has(contentTypes.notice)) void readOwned(deps);
  if (has(contentTypes.notice)) void readOrders(deps);
}

/** Takes over who answers now; what was told later counts, whichever came first. */
export function noteHandoff({ deps }: Chat, handoff: HandoffView): void {
  const known = deps.store.get().handoff;
  if (known !== null && known.atMs > handoff.atMs) return;
  // What the bot was about to say, it does not say any more once people have the thread.
  deps.store.set({ handoff, ...(handoff.owner !== 'bot' && { stream: null }) });
}

/**
 * Brings outbox, read marks and badge in line with the thread as it now is. `knowsAll`: what is unread in the other
 * threads is known; until then the launcher keeps what it showed last time.
 */
export function noteNews(chat: Chat, knowsAll = chat.deps.store.get().unread !== null): void {
  const { store, host } = chat.deps;
  readOn(chat);
  const { activities, unsent, marks, unread: before, conversationId, threads } = store.get();
  const here = marks === null || isLookedAt(chat) ? 0 : countUnread(activities, marks.readSeq);
  const unread = knowsAll ? here + unreadElsewhere(threads, conversationId) : before;
  if (unread !== null && unread !== before) host.say({ type: 'unread', count: unread });
  store.set({ unread, unsent: stillUnsent(unsent, activities) });
}
