import { z } from 'zod';
import { Language, Surface } from '../../identity/wire.ts';

const Id = z.string().min(1).max(64);

/** How far each side has got: a mark says "everything up to this `seq`" and only grows. */
export interface ReadMarks {
  /** What a device of the learner has. */
  deliveredSeq: number;
  /** What the learner has had before their eyes, on whichever device. */
  readSeq: number;
  /** What a person who answers has had before theirs. */
  agentReadSeq: number;
}

/** Socket event `conversation:read`: how far the learner has got; a smaller mark than the known one changes nothing. */
export const ReadConversation = z.strictObject({
  conversationId: Id,
  deliveredSeq: z.number().int().min(0),
  readSeq: z.number().int().min(0),
});
export type ReadConversation = z.infer<typeof ReadConversation>;

/** Socket event `conversation:list`: the learner's threads, those written in last come first. */
export interface ConversationSummary {
  conversationId: string;
  /** What the learner wrote first; null when they wrote nothing yet. */
  title: string | null;
  lastMessage: { text: string; sender: 'learner' | 'bot' | 'agent' | 'system'; atMs: number };
  /** Messages of others that the learner has not seen, at most `unreadMax`. */
  unread: number;
  owner: 'bot' | 'queue' | 'agent';
  isClosed: boolean;
  updatedAtMs: number;
}

/** Where counting unread messages ends: more are "99+". */
export const unreadMax = 100;

/** Socket event `conversation:new`: begins another thread; one that nobody has written in is taken again. */
export const NewConversation = z.strictObject({ language: Language, surface: Surface });
export type NewConversation = z.infer<typeof NewConversation>;

/** Socket event `typing:set`: the learner is writing; said again while they are, at most every few seconds. */
export const SetTyping = z.strictObject({ conversationId: Id });
export type SetTyping = z.infer<typeof SetTyping>;

/** Socket event `session:renew`: the same person's next token, before the present one ends; the socket stays. */
export const RenewSession = z.strictObject({ token: z.string().min(1).max(4096) });
export type RenewSession = z.infer<typeof RenewSession>;

/** Who is writing just now. A sign whose end is lost is over after `ttlMs`. */
export interface TypingView {
  conversationId: string;
  typing: boolean;
  /** Left out: the bot. */
  by?: 'learner' | 'bot' | 'agent';
  /** The agent's name; left out when it is not known or not to be told. */
  name?: string;
  ttlMs?: number;
}

/**
 * A reply while it is being made, as the Activity protocol streams: `typing` with the whole text so far. It is never
 * stored; the committed message replaces it and is the only one that counts.
 */
export interface StreamingActivity {
  type: 'typing';
  channelId: 'tilltalk';
  conversation: { id: string };
  from: { id: string; name?: string; role: 'user' | 'bot' };
  replyToId: string;
  /** Everything said so far, not only what is new. */
  text: string;
  entities: [StreamInfo];
}

export interface StreamInfo {
  type: 'streaminfo';
  /** The id of the message that will be committed. */
  streamId: string;
  /** `informative`: what the bot is doing; `final`: nothing more comes, whether committed or given up. */
  streamType: 'informative' | 'streaming' | 'final';
  /** 1, 2, 3 …; a smaller number than the last one seen is late. */
  streamSequence: number;
}
