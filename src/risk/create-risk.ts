import type { RiskDeps } from './deps.ts';
import { createEventHistory } from './history/event-history.ts';
import { loadModelOrNone } from './model/load-model.ts';
import { type Rule, standardRules } from './rules.ts';

interface RiskOptions {
  /** The artifact; null to judge by rules alone on purpose. */
  readonly modelFile: string | null;
  /** Left out: the standard ones. */
  readonly rules?: readonly Rule[];
}

/** What judging needs: the kernel's parts, the model in `modelFile` if it may serve, the rules in force, the event log. */
export function createRisk(
  kernel: Omit<RiskDeps, 'model' | 'rules' | 'history'>,
  { modelFile, rules = standardRules }: RiskOptions,
): RiskDeps {
  return {
    ...kernel,
    model: modelFile === null ? null : loadModelOrNone(kernel, modelFile),
    rules,
    history: createEventHistory(kernel),
  };
}
