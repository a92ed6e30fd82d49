import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import type { NewId } from '../kernel/id.ts';
import type { Log } from '../kernel/log.ts';
import type { Meter } from '../kernel/meter.ts';
import type { RiskPolicy } from './decide/policy.ts';
import type { EventHistory } from './history/event-history.ts';
import type { ModelShelf } from './models/model-shelf.ts';
import type { RuleBook } from './rules/rule-book.ts';
import type { Velocity } from './velocity/velocity.ts';

export interface RiskDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly meter: Meter;
  readonly livemode: boolean;
  /** Without a model that may serve the rules alone decide. */
  readonly models: ModelShelf;
  readonly ruleBook: RuleBook;
  readonly policy: RiskPolicy;
  /** The keyed hash of an identifier: lists, snoozes and velocity know things by it alone. */
  readonly hashKey: (name: string, value: string) => number;
  readonly history: EventHistory;
  readonly velocity: Velocity;
}
