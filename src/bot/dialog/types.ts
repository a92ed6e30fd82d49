import type { DialogDeps } from '../deps.ts';
import type { HandoffReason } from '../handoff/handoff.ts';
import type { DialogState, Draft, TurnMessage } from '../types.ts';
import type { Understanding } from '../understanding/understand.ts';
import type { ProductCard } from '../wire.ts';
import type { OpenStep } from './steps.ts';

export interface AnswerDeps extends DialogDeps {
  /** The products that an activity showed, as the learner saw them; null when it showed none. */
  readShown(activityId: string): Promise<ShownList | null>;
  /** Whether people take conversations at this moment. */
  isPersonAvailable(): Promise<boolean>;
  /** Whether real money moves. */
  readonly livemode: boolean;
}

export interface ShownList {
  readonly recommendationId: string;
  readonly items: readonly ProductCard[];
  /** Those that may not be sold to this learner, by id, each with the sentence to say; left out: none. */
  readonly withheld?: ReadonlyMap<string, string>;
}

/** Everything an answer is made from. */
export interface Turn {
  readonly message: TurnMessage;
  readonly understood: Understanding;
  readonly state: DialogState;
  /** What the bot waited for. */
  readonly step: OpenStep | null;
  /** The id the first reply will have. */
  readonly replyActivityId: string;
}

/** What the bot says, and what it keeps in mind of the products; left out = what it had in mind before. */
export interface Answer {
  readonly drafts: readonly [Draft, ...Draft[]];
  readonly shown?: DialogState['shown'];
  /** The answer of the platform's book that this gives. */
  readonly answered?: DialogState['answered'];
  /** What the bot waits for next; left out: nothing. */
  readonly open?: OpenStep;
  /** What was asked for by name may not be sold to this learner, and the drafts say so. */
  readonly isWithheld?: true;
  /** True when the bot did not know what was meant. */
  readonly missed?: boolean;
  /** Why a person is fetched; the place in the line is said after the drafts. */
  readonly handoff?: HandoffReason;
  /** The thread's language from now on. */
  readonly setLanguage?: Draft['language'];
}
