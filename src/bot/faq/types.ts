import type { Language } from '../../identity/wire.ts';
import type { Want } from '../understanding/wants.ts';

/** An answer of the platform in both languages. */
export interface FaqEntry {
  readonly faqEntryId: string;
  /** Stays the same over versions; the name of a want where the answer is to that. */
  readonly key: string;
  readonly version: number;
  /** Ways to ask, the first is the heading. */
  readonly questions: Readonly<Record<Language, readonly string[]>>;
  readonly answer: Readonly<Record<Language, string>>;
  readonly sourceUrl: string | null;
  readonly validFromMs: number | null;
  readonly validUntilMs: number | null;
}

export interface AskFaq {
  readonly text: string;
  readonly want: Want;
  /** Of the want. */
  readonly confidence: number;
}

export interface FoundAnswer {
  readonly entry: FaqEntry;
  /** 1 for the very words; a want that is sure counts as such. */
  readonly score: number;
}

/** What the platform knows, in memory; and what it is told about its answers. */
export interface FaqBook {
  /** The best answer that is valid now; null when nothing comes near. */
  find(ask: AskFaq): Promise<FoundAnswer | null>;
  /** Notes that nothing answered a message; a repeat changes nothing. */
  noteMiss(miss: FaqMiss): Promise<void>;
  /** Notes whether an answer helped; the last word counts. */
  noteFeedback(feedback: FaqFeedback): Promise<void>;
}

export interface FaqMiss {
  readonly activityId: string;
  readonly conversationId: string;
  readonly language: Language;
}

export interface FaqFeedback {
  readonly answerActivityId: string;
  readonly faqEntryId: string;
  readonly conversationId: string;
  readonly helped: boolean;
}
