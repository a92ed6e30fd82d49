import type { Language } from '../../identity/wire.ts';
import type { Tx } from '../../kernel/db/database.ts';
import type { ConversationDeps } from '../deps.ts';
import type { Conversation, Owner, Sender } from '../types.ts';
import type { Activity } from '../wire.ts';
import { activityOf, type Content, type Placed } from './activity.ts';
import { insertActivities, takeSeqs } from './store.ts';

/** The broadcast topic on which every process hears new activities. */
export const CONVERSATION_TOPIC = 'conversation';

export interface ActivitiesAdded {
  readonly conversationId: string;
  /** Whose thread it is: every device of theirs hears it, whichever thread it shows. */
  readonly learnerId: string;
  readonly activities: readonly Activity[];
  /** Who owned the thread after it; left out where a thread begins. */
  readonly owned?: Pick<Conversation, 'owner' | 'ownerId'>;
}

/** The broadcast topic on which every process hears that a thread has another owner. */
export const OWNER_TOPIC = 'conversation.owner';

export interface OwnerChanged {
  readonly conversationId: string;
}

export interface Entry {
  /** Derived from its cause where the cause may be handled twice. */
  readonly activityId: string;
  readonly clientMessageId?: string;
  readonly replyToId?: string;
  /** Left out: a message. An event is for programs; people are not shown it. */
  readonly type?: 'event';
  /** Given the thread as it is at the moment of writing. */
  readonly content: (conversation: Conversation) => Content;
}

export interface Delivery {
  readonly conversationId: string;
  readonly sender: Sender;
  readonly senderId: string;
  readonly entries: readonly Entry[];
  /** Written only if the thread is this learner's. */
  readonly learnerId?: string;
  /** Written only while this one owns the thread (C3). */
  readonly whileOwner?: Owner;
  /** Which agent, where an agent owns it. */
  readonly whileOwnerId?: string;
  /** Who owns it from this delivery on. */
  readonly newOwner?: Pick<Conversation, 'owner' | 'ownerId'>;
  /** The thread's language from now on. */
  readonly language?: Language | undefined;
  /** A closed thread takes it too, and stays closed: news about money, and what comes of a rating. */
  readonly evenClosed?: boolean;
  /** The thread is closed with it. */
  readonly newStatus?: 'closed';
  /** What the entries tell of: written and read in the same transaction before they are made. */
  readonly before?: (tx: Tx, conversation: Conversation) => Promise<void>;
  /** What has to be committed with it or not at all. */
  readonly alongside?: (tx: Tx) => Promise<void>;
}

export type Delivered =
  | {
      readonly status: 'delivered';
      readonly conversation: Conversation;
      readonly activities: readonly Activity[];
    }
  /** It was there already; nothing changed. */
  | { readonly status: 'repeated' }
  /** No such open thread, or not the named learner's or owner's; nothing changed. */
  | { readonly status: 'refused' };

/** Undoes the transaction of a delivery that has happened before. */
const repeated = new Error('this delivery happened before');

/**
 * Writes activities into a conversation at its next places, all or none, and tells them once they are durable (C1).
 * A repeat, by activity id or client message id, changes nothing (C2).
 */
export async function deliver(deps: ConversationDeps, delivery: Delivery): Promise<Delivered> {
  try {
    const delivered = await deps.db.transact((tx) => append(deps, tx, delivery));
    if (delivered.status === 'delivered') {
      const { activities, conversation } = delivered;
      const owned = { owner: conversation.owner, ownerId: conversation.ownerId };
      // Whoever waits for an acknowledgement of this commit has it before others are told of it.
      process.nextTick(() => {
        publishActivities(deps, conversation, { activities, owned });
        if (delivery.newOwner !== undefined) publishOwner(deps, delivery.conversationId);
      });
    }
    return delivered;
  } catch (error) {
    if (error === repeated) return { status: 'repeated' };
    throw error;
  }
}

/** Tells every process's sockets; a hint, since the transcript is the fact. */
export function publishActivities(
  deps: Pick<ConversationDeps, 'broadcast'>,
  { conversationId, learnerId }: Pick<Conversation, 'conversationId' | 'learnerId'>,
  added: Pick<ActivitiesAdded, 'activities' | 'owned'>,
): void {
  const told: ActivitiesAdded = { conversationId, learnerId, ...added };
  deps.broadcast.publish(CONVERSATION_TOPIC, told);
}

function publishOwner(deps: Pick<ConversationDeps, 'broadcast'>, conversationId: string): void {
  deps.broadcast.publish(OWNER_TOPIC, { conversationId } satisfies OwnerChanged);
}

async function append(deps: ConversationDeps, tx: Tx, delivery: Delivery): Promise<Delivered> {
  const { conversationId, entries, learnerId, whileOwner, whileOwnerId, newOwner } = delivery;
  const nowMs = deps.clock.wallMs();
  const conversation = await takeSeqs(tx, {
    conversationId,
    count: entries.length,
    nowMs,
    learnerId,
    whileOwner,
    whileOwnerId,
    newOwner,
    language: delivery.language,
    evenClosed: delivery.evenClosed,
    newStatus: delivery.newStatus,
  });
  if (conversation === undefined) return { status: 'refused' };
  await delivery.before?.(tx, conversation);
  const firstSeq = conversation.lastSeq - entries.length + 1;
  const written = entries.map((entry, index) => {
    const placed = placeOf(delivery, entry, { seq: firstSeq + index, nowMs });
    return { placed, content: entry.content(conversation) };
  });
  const rows = written.map(({ placed, content }) => ({ ...placed, content: JSON.stringify(content) }));
  if ((await insertActivities(tx, rows)) < rows.length) throw repeated;
  await delivery.alongside?.(tx);
  const activities = written.map(({ placed, content }) => activityOf(placed, content));
  return { status: 'delivered', conversation, activities };
}

function placeOf(delivery: Delivery, entry: Entry, at: { seq: number; nowMs: number }): Placed {
  return {
    activityId: entry.activityId,
    conversationId: delivery.conversationId,
    seq: at.seq,
    clientMessageId: entry.clientMessageId ?? null,
    type: entry.type ?? 'message',
    sender: delivery.sender,
    senderId: delivery.senderId,
    replyToId: entry.replyToId ?? null,
    createdAtMs: at.nowMs,
  };
}
