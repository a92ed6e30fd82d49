import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { attach } from '../attachment/attach.ts';
import { isCloudConversation } from '../bot-framework/cloud-conversation.ts';
import type { ConversationDeps } from '../deps.ts';
import { noteLearnerMessage } from '../handoff/sla/note-message.ts';
import type { Owner, TurnMessage } from '../types.ts';
import type { MessageCommitted, SendMessage } from '../wire.ts';
import type { PostedParts } from './activity.ts';
import { type Delivered, type Delivery, deliver } from './deliver.ts';
import { maskSensitive } from './mask.ts';
import { messageSignals } from './message-signals.ts';
import { reopenConversation } from './reopen-conversation.ts';
import { findByClientMessageId, findConversation } from './store.ts';

/** A message and who proved to have written it. */
export interface LearnerMessage extends SendMessage {
  readonly learnerId: string;
  readonly posted?: PostedParts | undefined;
}

export interface DeliveredMessage {
  readonly committed: MessageCommitted;
  /** What the bot is to answer; null for a repeat, and in a thread that a person owns. */
  readonly turn: TurnMessage | null;
  /** Who owned the thread as the message came; null for a repeat. */
  readonly owner: Owner | null;
}

/**
 * Commits what a learner wrote, masked, at the conversation's next place. A resend gets the first answer again.
 * Throws `not_found` when the thread is not the learner's, `invalid_request` when nothing is said, `attachment_gone`.
 */
export async function deliverMessage(
  deps: ConversationDeps,
  message: LearnerMessage,
): Promise<DeliveredMessage> {
  const { conversationId, clientMessageId, learnerId, posted, attachmentIds } = message;
  const text = maskSensitive(message.text).trim();
  if (text === '' && attachmentIds === undefined) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'the message is blank' });
  }
  const activityId = deps.newId('act');
  const of = { conversationId, uploaderId: learnerId, activityId, attachmentIds };
  const { attachments, alongside } = await attach(deps.db.query, of);
  const signals = messageSignals(deps, { ...message, activityId, text });
  const delivery: Delivery = {
    conversationId,
    sender: 'learner',
    senderId: learnerId,
    learnerId,
    before: (tx, { owner }) => (owner === 'agent' ? noteLearnerMessage(deps, tx, conversationId) : nothing),
    entries: [
      {
        activityId,
        clientMessageId,
        content: ({ owner }) => ({
          text,
          addressedTo: owner,
          ...(posted && { posted }),
          ...(attachments && { attachments }),
        }),
      },
    ],
    ...((alongside || signals) && {
      alongside: async (tx) => {
        await alongside?.(tx);
        await signals?.(tx);
      },
    }),
  };
  const delivered = await deliverEvenClosed(deps, delivery);
  if (delivered.status === 'refused') throw new DomainError(kernelErrors.not_found);
  if (delivered.status === 'repeated') {
    return { committed: await firstAnswer(deps, message), turn: null, owner: null };
  }
  const { conversation } = delivered;
  const { language, owner, surface } = conversation;
  const filesCount = attachments?.length ?? 0;
  const said = { activityId, conversationId, text, paysByLink: paysByLink({ conversationId, posted }) };
  return {
    owner,
    committed: { activityId, seq: conversation.lastSeq },
    turn: owner === 'bot' ? { ...said, learnerId, language, surface, filesCount } : null,
  };
}

/** Whether a message came by a client of another channel, which cannot show our checkout. */
export function paysByLink({
  conversationId,
  posted,
}: Pick<LearnerMessage, 'conversationId' | 'posted'>): boolean {
  return posted !== undefined || isCloudConversation(conversationId);
}

const nothing = Promise.resolve();

/** A closed thread is opened again by what its learner writes. */
async function deliverEvenClosed(deps: ConversationDeps, delivery: Delivery): Promise<Delivered> {
  const delivered = await deliver(deps, delivery);
  if (delivered.status !== 'refused') return delivered;
  return (await reopenConversation(deps, delivery)) ? deliver(deps, delivery) : delivered;
}

/** The thread's owner is asked again: the first sending proves nothing about who repeats it. */
async function firstAnswer(deps: ConversationDeps, message: LearnerMessage): Promise<MessageCommitted> {
  const conversation = await findConversation(deps.db.query, message);
  const first = conversation && (await findByClientMessageId(deps.db.query, message));
  if (first === undefined) throw new DomainError(kernelErrors.not_found);
  return { activityId: first.activityId, seq: first.seq };
}
