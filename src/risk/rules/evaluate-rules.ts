import type { RuleHit } from '../types.ts';
import type { Rule } from './rule.ts';
import type { Facts } from './rule-fields.ts';

/** What rules say of one press. */
export interface RuleVerdicts {
  /** Live rules that fired, highest priority first. */
  readonly hits: readonly Rule[];
  /** Rules in shadow that would have: they decide nothing. */
  readonly shadow: readonly Rule[];
  /** Live rules that could not say because a field was not known, and those that ask for a challenge then. */
  readonly missing: readonly Rule[];
  readonly snoozed: readonly Rule[];
  /** True when time ran out before the last rule. */
  readonly isCutShort: boolean;
}

export interface Evaluating {
  /** Says whether a rule is to stay silent for this press. */
  readonly isSnoozed?: (rule: string) => boolean;
  /** Asked before every rule; true ends the evaluation. */
  readonly isTooLate?: () => boolean;
}

/** Evaluates rules over what is known of a press; `rules` are ordered, highest priority first (`byPriority`). */
export function evaluateRules(
  rules: readonly Rule[],
  facts: Facts,
  { isSnoozed, isTooLate }: Evaluating = {},
): RuleVerdicts {
  const verdicts = { hits: [], shadow: [], missing: [], snoozed: [] } as Record<Pile, Rule[]>;
  for (const rule of rules) {
    if (isTooLate?.() === true) return { ...verdicts, isCutShort: true };
    const pile = pileOf(rule, rule.applies(facts));
    if (pile === null) continue;
    const silent = pile === 'hits' && isSnoozed?.(rule.name) === true;
    verdicts[silent ? 'snoozed' : pile].push(rule);
  }
  return { ...verdicts, isCutShort: false };
}

type Pile = 'hits' | 'shadow' | 'missing' | 'snoozed';

function pileOf({ state }: Rule, verdict: boolean | null): Pile | null {
  if (verdict === false) return null;
  if (state === 'live') return verdict === null ? 'missing' : 'hits';
  return verdict === true ? 'shadow' : null;
}

/** The order in which rules are evaluated and speak. */
export function byPriority(rules: readonly Rule[]): Rule[] {
  return [...rules].sort((one, other) => other.priority - one.priority || (one.name < other.name ? -1 : 1));
}

/** What of a rule that fired is kept with the decision. */
export function hitOf({ name, version, action, priority }: Rule): RuleHit {
  return { rule: name, version, action, priority };
}
