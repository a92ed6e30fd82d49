import type { RiskDeps } from '../deps.ts';

/** What changing rules and lists needs. */
export type RulesDeps = Pick<RiskDeps, 'db' | 'clock' | 'newId' | 'ruleBook' | 'hashKey'>;
