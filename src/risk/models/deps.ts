import type { RiskDeps } from '../deps.ts';

/** What planning models needs. */
export type ModelsDeps = Pick<RiskDeps, 'db' | 'clock' | 'newId' | 'ruleBook' | 'models'>;
