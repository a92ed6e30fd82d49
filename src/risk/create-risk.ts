import type { RedisClient } from '../kernel/redis.ts';
import { defaultPolicy, type RiskPolicy } from './decide/policy.ts';
import type { RiskDeps } from './deps.ts';
import { createKeyHash } from './engine/key-hash.ts';
import { createRedisEngine } from './engine/redis-engine.ts';
import { createEventHistory } from './history/event-history.ts';
import { createModelShelf } from './models/model-shelf.ts';
import type { Rule } from './rules/rule.ts';
import { createRuleBook } from './rules/rule-book.ts';
import { standardRules } from './rules/standard-rules.ts';
import { createVelocity } from './velocity/velocity.ts';
import { VELOCITY_ROWS_MAX, velocitySpec } from './velocity/velocity-spec.ts';

interface RiskOptions {
  /** The artifact; null to judge by rules alone on purpose. */
  readonly modelFile: string | null;
  /** Where further artifacts lie, for challengers and shadows; left out without any. */
  readonly modelsFolder?: string | null;
  /** What is in force until somebody changes a rule; left out: the standard ones. */
  readonly rules?: readonly Rule[];
  readonly policy?: RiskPolicy;
  /** What identifiers are hashed with; left out where nothing is ever looked up by them. */
  readonly keySecret?: Buffer;
  /** Where processes count together; left out on one process. */
  readonly redis?: RedisClient | null;
}

const NO_SECRET = Buffer.alloc(32);
/** The version of what is stored: a change of the rows' form starts anew beside the old. */
const VELOCITY_KEYS = 'tilltalk:velocity:2:';

/** What judging needs: the kernel's parts, the model in `modelFile` if it may serve, the rules in force, the event log. */
export function createRisk(
  kernel: Omit<RiskDeps, 'models' | 'ruleBook' | 'history' | 'policy' | 'hashKey' | 'velocity'>,
  {
    modelFile,
    modelsFolder = null,
    rules = standardRules,
    policy = defaultPolicy,
    keySecret = NO_SECRET,
    redis = null,
  }: RiskOptions,
): RiskDeps {
  const shared =
    redis === null
      ? null
      : createRedisEngine(velocitySpec, { redis, prefix: VELOCITY_KEYS, rowsMax: VELOCITY_ROWS_MAX });
  const velocity = createVelocity({ ...kernel, shared });
  return {
    ...kernel,
    models: createModelShelf(kernel, { modelFile, modelsFolder }),
    ruleBook: createRuleBook(kernel, rules),
    policy,
    hashKey: createKeyHash(keySecret),
    history: createEventHistory({ ...kernel, velocity }),
    velocity,
  };
}
