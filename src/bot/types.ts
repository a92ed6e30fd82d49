import type { Language, Surface } from '../identity/wire.ts';
import type { Slots } from '../recommend/index.ts';
import type { ReadMarks } from './conversation/wire.ts';
import type { OpenStep } from './dialog/steps.ts';
import type { Activity } from './wire.ts';

export type Sender = Activity['channelData']['sender'];

/** Who answers in a conversation: exactly one (C3). */
export type Owner = 'bot' | 'queue' | 'agent';

export interface Conversation {
  readonly conversationId: string;
  readonly learnerId: string;
  readonly surface: Surface;
  /** Of the widget; a message may be in the other one. */
  readonly language: Language;
  readonly owner: Owner;
  /** Which agent owns it; null while none does. */
  readonly ownerId: string | null;
  readonly lastSeq: number;
}

/** The next words of a reply, or the whole of it when what came before is taken back. */
export type DraftPiece = string | { readonly instead: string };

/** A reply before it has its place in the conversation. */
export interface Draft {
  readonly text: string;
  /** Instead of `text`, where the words come one after another: shown as they come, committed as a whole. */
  readonly pieces?: AsyncIterable<DraftPiece>;
  readonly language: Language;
  readonly attachments?: NonNullable<Activity['attachments']>;
  /** What the learner may answer with one tap: shown and sent as written. */
  readonly quickReplies?: readonly (string | MarkedReply)[];
}

/** A quick reply with a drawing beside its words. */
export interface MarkedReply {
  readonly words: string;
  readonly icon: 'up' | 'down';
}

/** A learner's committed message that the bot is to answer. */
export interface TurnMessage {
  readonly activityId: string;
  readonly conversationId: string;
  readonly learnerId: string;
  /** Masked. */
  readonly text: string;
  /** Of the widget. */
  readonly language: Language;
  readonly surface: Surface;
  /** True when it came by a client that cannot show our checkout: what it buys, it pays by a link. */
  readonly paysByLink?: boolean;
  /** Files that came with it; left out: none. */
  readonly filesCount?: number;
}

/** What the bot keeps of a conversation between turns. */
export interface DialogState {
  /** The language last spoken, believed while the widget's stays what it was then. */
  readonly spoken?: { readonly language: Language; readonly widget: Language };
  /** The last list of products: the activity that shows it, the question it answered, the item last spoken of. */
  readonly shown?: {
    readonly activityId: string;
    readonly question: string;
    readonly focus?: number;
    /** What the list answers, with everything wished so far. */
    readonly request?: Slots;
    /** Products shown for it, so that others can be. */
    readonly seen?: readonly string[];
  };
  /** What the bot waits for; left out: nothing. */
  readonly open?: OpenStep;
  /** The answer of the platform's book that was given last, and the activity that gave it. */
  readonly answered?: { readonly faqEntryId: string; readonly activityId: string };
  /** Messages in a row that were not understood. */
  readonly misses: number;
}

/** The turns of this process: one at a time for a conversation, in the order of its messages. */
export interface Turns {
  /** Resolves when the turn is over, however it went. */
  run(message: TurnMessage): Promise<void>;
  /** Whether this process has the turn in hand. */
  isInHand(activityId: string): boolean;
  /** Resolves when no turn is in hand: what a stopping process waits for. */
  idle(): Promise<void>;
}

/** How far each side has got in its conversations. */
export interface ReadMarkBook {
  /** Notes how far somebody has got; written and told with the next batch, never taken back. */
  note(conversationId: string, further: Partial<ReadMarks>): void;
  of(conversationId: string): Promise<ReadMarks>;
  /** Writes what is noted now; a failure leaves it for the next batch. */
  flush(): Promise<void>;
  /** Writes what is noted and stops. */
  close(): Promise<void>;
}
