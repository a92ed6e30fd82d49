import type { Language } from '../../identity/wire.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Egress } from '../../kernel/egress/egress.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import type { DayCountDeps } from '../../kernel/shared-day-count.ts';
import type { DraftPiece } from '../types.ts';
import type { Intent } from '../understanding/intents.ts';

/** Where a model is asked; any server that speaks OpenAI's chat completions. */
export interface LlmSettings {
  /** As in `https://host/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Asks of one learner, and of all, in a day of UTC. */
  readonly perLearnerDay: number;
  readonly perDay: number;
}

export interface LlmDeps {
  readonly settings: LlmSettings;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** Shares the quota with other processes; null and left out: it is this one's. */
  readonly redis?: DayCountDeps['redis'];
  /** The operator's switch: true asks nothing from now on. */
  readonly isOff: () => boolean;
}

/** A product as a model may know it: no price, no link. */
export interface SummaryForLlm {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface RewordAsk {
  readonly learnerId: string;
  readonly language: Language;
  /** What the learner wrote, masked. */
  readonly question: string;
  /** What is said without a model; said in any case when the model fails or breaks a rule. */
  readonly offline: string;
  readonly items: readonly SummaryForLlm[];
}

export interface UnderstandAsk {
  readonly learnerId: string;
  readonly question: string;
  readonly intents: readonly Intent[];
}

/** What a model may make of words that the house did not understand: one of the dialogs, and a subject to look for. */
export interface LlmReading {
  readonly intent: Intent;
  readonly topic: string | null;
}

/**
 * A model from outside, which rewords and helps to understand and nothing else: it sees no price and no order, has no
 * tool, and what it says is held against rules before anybody sees it.
 */
export interface Llm {
  /** The words of an answer as they come. Never rejects: in doubt it says the offline answer. Null when not asked. */
  reword(ask: RewordAsk): Promise<AsyncIterable<DraftPiece> | null>;
  /** Null when it was not asked, was late, or said nothing usable. */
  understand(ask: UnderstandAsk): Promise<LlmReading | null>;
}
