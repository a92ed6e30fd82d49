import type { Transitions } from '../../kernel/state-machine.ts';
import type { Bilingual, Decision } from '../types.ts';
import type { Facts } from './rule-fields.ts';

export const ruleStates = ['draft', 'shadow', 'live', 'retired'] as const;
export type RuleState = (typeof ruleStates)[number];

/**
 * A version of a rule. A draft is tried, then evaluated in shadow beside the live ones without any effect, then put in
 * force by a second person. A version is never edited once it has left `draft`: a change is a new version.
 */
export const ruleTransitions: Transitions<RuleState> = {
  draft: ['shadow', 'retired'],
  shadow: ['live', 'retired'],
  live: ['retired'],
  retired: [],
};

/** What a rule does when a field that it needs is not known: not fire, or ask for a challenge. Counted either way. */
export const missingHabits = ['pass', 'step_up'] as const;
export type MissingHabit = (typeof missingHabits)[number];

/** What a rule is, as people write it. */
export interface RuleDefinition {
  readonly name: string;
  /** CEL over the fields of a press of pay (rule-fields.ts); a boolean. */
  readonly expression: string;
  readonly action: Decision;
  /** Orders reasons and sentences: the highest speaks to the learner. */
  readonly priority: number;
  readonly whenMissing: MissingHabit;
  /** What staff reads: the facts, in English; `{field}` stands for what was measured. */
  readonly analystText: string;
  /** What the learner reads: what to do now, never an accusation. */
  readonly learner: Bilingual;
  /** After which time a block of this rule fades, in seconds; null when time alone does not help. */
  readonly retryAfterSeconds: number | null;
}

/** A rule ready to be evaluated. */
export interface Rule extends RuleDefinition {
  readonly version: number;
  readonly state: 'live' | 'shadow';
  /** Says whether the rule fires; null when that depends on what is not known. */
  readonly applies: (facts: Facts) => boolean | null;
  readonly staff: (facts: Facts) => string;
}
