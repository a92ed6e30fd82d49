import { contentOfDraft } from '../conversation/activity.ts';
import { beginConversation } from '../conversation/begin-conversation.ts';
import { SYSTEM_SENDER_ID } from '../conversation/bot-account.ts';
import { deliver } from '../conversation/deliver.ts';
import { findActivity, findConversation } from '../conversation/store.ts';
import type { ConversationDeps, NoticeAddress } from '../deps.ts';
import type { Draft } from '../types.ts';

interface Notice {
  /** Derived from what it tells of: twice is once. */
  readonly activityId: string;
  readonly address: NoticeAddress;
  readonly draft: Draft;
}

/** Whether the notice has reached a thread already: spares asking other domains again. */
export async function isNoticeDelivered(deps: ConversationDeps, activityId: string): Promise<boolean> {
  return (await findActivity(deps.db.query, activityId)) !== undefined;
}

/**
 * Delivers news about money whoever owns the thread (C8): where it was bought, else in the learner's newest open
 * thread, else in a new one.
 */
export async function deliverNotice(deps: ConversationDeps, notice: Notice): Promise<void> {
  const { activityId, address, draft } = notice;
  const { learnerId } = address;
  const conversationId = await threadFor(deps, address);
  const delivered = await deliver(deps, {
    conversationId,
    learnerId,
    sender: 'system',
    senderId: SYSTEM_SENDER_ID,
    evenClosed: true,
    entries: [{ activityId, content: () => contentOfDraft(draft, learnerId) }],
  });
  // The thread was closed or moved in between; the event is told again and finds another.
  if (delivered.status === 'refused') throw new Error(`the thread ${conversationId} takes no notice`);
}

async function threadFor(deps: ConversationDeps, address: NoticeAddress): Promise<string> {
  const { conversationId, learnerId, language } = address;
  const own =
    conversationId === null
      ? undefined
      : await findConversation(deps.db.query, { conversationId, learnerId });
  const thread = own ?? (await beginConversation(deps, { learnerId, language, surface: 'web' }));
  return thread.conversationId;
}
