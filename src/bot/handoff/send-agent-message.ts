import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { attach } from '../attachment/attach.ts';
import { deliver } from '../conversation/deliver.ts';
import { maskSensitive } from '../conversation/mask.ts';
import { findActivity, findByClientMessageId } from '../conversation/store.ts';
import type { ConversationDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import type { MessageCommitted } from '../wire.ts';
import { noteAgentMessage } from './sla/note-message.ts';
import type { Agent } from './types.ts';

export interface AgentMessage {
  readonly conversationId: string;
  readonly agent: Agent;
  /** Made by the console; a resend gets the first answer again. */
  readonly clientMessageId: string;
  readonly text: string;
  /** Files the agent uploaded into this conversation before. */
  readonly attachmentIds?: readonly string[] | undefined;
}

/**
 * Commits what an agent writes to a learner, masked like everything else (C7). Throws `conversation_not_yours` unless
 * the agent owns the thread, `invalid_request` for a blank message, `attachment_gone`.
 */
export async function sendAgentMessage(
  deps: ConversationDeps,
  { conversationId, agent, clientMessageId, text: written, attachmentIds }: AgentMessage,
): Promise<MessageCommitted> {
  const text = maskSensitive(written).trim();
  if (text === '' && attachmentIds === undefined) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'the message is blank' });
  }
  const activityId = deps.newId('act');
  const of = { conversationId, uploaderId: agent.staffId, activityId, attachmentIds };
  const { attachments, alongside } = await attach(deps.db.query, of);
  const delivered = await deliver(deps, {
    conversationId,
    sender: 'agent',
    senderId: agent.staffId,
    whileOwner: 'agent',
    whileOwnerId: agent.staffId,
    entries: [
      {
        activityId,
        clientMessageId,
        content: () => ({ text, fromName: agent.displayName, ...(attachments && { attachments }) }),
      },
    ],
    ...(alongside && { alongside }),
    before: (tx) => noteAgentMessage(deps, tx, { conversationId, staffId: agent.staffId }),
  });
  if (delivered.status === 'delivered') return { activityId, seq: delivered.conversation.lastSeq };
  const first = await findByClientMessageId(deps.db.query, { conversationId, clientMessageId });
  const row = first && (await findActivity(deps.db.query, first.activityId));
  if (row === undefined || row.senderId !== agent.staffId) {
    throw new DomainError(botErrors.conversation_not_yours);
  }
  return { activityId: row.activityId, seq: row.seq };
}
