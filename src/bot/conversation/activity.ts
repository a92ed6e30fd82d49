import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import type { Draft, Owner, Sender } from '../types.ts';
import type { Activity, SuggestedAction } from '../wire.ts';

/** The parts of an activity that have no column of their own. */
export interface Content
  extends Pick<
    Activity,
    'text' | 'locale' | 'attachments' | 'suggestedActions' | 'name' | 'value' | 'relatesTo'
  > {
  /** The agent's name. */
  readonly fromName?: string;
  /** Who owned the thread when a learner wrote: what was said to a person, the bot never answers later. */
  readonly addressedTo?: Owner;
  /** What another channel's client said beside the text; only that channel shows it again. */
  readonly posted?: PostedParts;
}

/** Parts of an Activity that mean nothing here, masked, kept for the client that posted them. */
export type PostedParts = Readonly<Record<string, unknown>>;

/** Who and where an activity is, as its row says. */
export type Placed = Omit<ActivityRow, 'content'>;

/** The Activity that a row holds, as clients see it. */
export function activityOf(placed: Placed, content: Content): Activity {
  const { fromName, addressedTo, posted, ...visible } = content;
  const sender = placed.sender as Sender;
  return {
    id: placed.activityId,
    type: placed.type as Activity['type'],
    channelId: 'tilltalk',
    timestamp: new Date(placed.createdAtMs).toISOString(),
    from: fromOf(sender, placed.senderId, fromName),
    conversation: { id: placed.conversationId },
    ...(placed.replyToId === null ? {} : { replyToId: placed.replyToId }),
    ...visible,
    channelData: {
      seq: placed.seq,
      sender,
      ...(placed.clientMessageId === null ? {} : { clientMessageId: placed.clientMessageId }),
    },
  };
}

/** Reads a stored row. */
export function activityOfRow(row: ActivityRow): Activity {
  const { content, ...placed } = row;
  return activityOf(placed, contentOfRow(row));
}

export function contentOfRow(row: Pick<ActivityRow, 'content'>): Content {
  return JSON.parse(row.content) as Content;
}

/** What a draft becomes when it is addressed to a learner. */
export function contentOfDraft(draft: Draft, learnerId: string): Content {
  const { text, language, attachments, quickReplies } = draft;
  return {
    text,
    locale: localeOf(language),
    ...(attachments === undefined ? {} : { attachments }),
    ...(quickReplies === undefined || quickReplies.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [learnerId],
            actions: quickReplies.map(actionOf),
          },
        }),
  };
}

function actionOf(reply: NonNullable<Draft['quickReplies']>[number]): SuggestedAction {
  const words = typeof reply === 'string' ? reply : reply.words;
  const marked = typeof reply === 'string' ? {} : { channelData: { icon: reply.icon } };
  return { type: 'imBack', title: words, value: words, ...marked };
}

function localeOf(language: Draft['language']): string {
  return language === 'zh' ? 'zh-CN' : 'en-US';
}

function fromOf(sender: Sender, senderId: string, name: string | undefined): Activity['from'] {
  const named = name === undefined ? {} : { name };
  return { id: senderId, ...named, role: sender === 'learner' ? 'user' : 'bot' };
}
