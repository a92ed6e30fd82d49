import { defaultPolicy, type RiskPolicy } from './decide/policy.ts';
import type { RiskDeps } from './deps.ts';
import { createKeyHash } from './engine/key-hash.ts';
import { createEventHistory } from './history/event-history.ts';
import { loadModelOrNone } from './model/load-model.ts';
import type { Rule } from './rules/rule.ts';
import { createRuleBook } from './rules/rule-book.ts';
import { standardRules } from './rules/standard-rules.ts';

interface RiskOptions {
  /** The artifact; null to judge by rules alone on purpose. */
  readonly modelFile: string | null;
  /** What is in force until somebody changes a rule; left out: the standard ones. */
  readonly rules?: readonly Rule[];
  readonly policy?: RiskPolicy;
  /** What identifiers are hashed with; left out where nothing is ever looked up by them. */
  readonly keySecret?: Buffer;
}

const NO_SECRET = Buffer.alloc(32);

/** What judging needs: the kernel's parts, the model in `modelFile` if it may serve, the rules in force, the event log. */
export function createRisk(
  kernel: Omit<RiskDeps, 'model' | 'ruleBook' | 'history' | 'policy' | 'hashKey'>,
  { modelFile, rules = standardRules, policy = defaultPolicy, keySecret = NO_SECRET }: RiskOptions,
): RiskDeps {
  return {
    ...kernel,
    model: modelFile === null ? null : loadModelOrNone(kernel, modelFile),
    ruleBook: createRuleBook(kernel, rules),
    policy,
    hashKey: createKeyHash(keySecret),
    history: createEventHistory(kernel),
  };
}
