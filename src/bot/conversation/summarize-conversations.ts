import { limits } from '../../kernel/limits.ts';
import type { ConversationDeps } from '../deps.ts';
import type { Owner, Sender } from '../types.ts';
import { contentOfRow } from './activity.ts';
import { type SummaryRow, summariesOf } from './summary-store.ts';
import { type ConversationSummary, unreadMax } from './wire.ts';

/** A learner's threads as a list shows them, those written in last first, at most `limits.conversationsListedMax`. */
export async function summarizeConversations(
  deps: Pick<ConversationDeps, 'db'>,
  learnerId: string,
): Promise<ConversationSummary[]> {
  const limit = limits.conversationsListedMax;
  const rows = await summariesOf(deps.db.query, { learnerId, limit, unreadMax });
  return rows.map(summaryOf);
}

function summaryOf(row: SummaryRow): ConversationSummary {
  const { conversationId, updatedAtMs, unread, first, last, lastSender, lastAtMs } = row;
  return {
    conversationId,
    updatedAtMs,
    unread: Number(unread),
    owner: row.owner as Owner,
    isClosed: row.status === 'closed',
    title: first === null ? null : previewOf(first),
    lastMessage: { text: previewOf(last), sender: lastSender as Sender, atMs: lastAtMs },
  };
}

/** A message of files alone is shown by their names. */
function previewOf(content: string): string {
  const { text = '', attachments = [] } = contentOfRow({ content });
  const names = attachments.flatMap(({ name }) => name ?? []);
  return (text || names.join(', ')).slice(0, limits.messagePreviewCharactersMax);
}
