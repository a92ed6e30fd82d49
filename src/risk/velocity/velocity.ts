import type { DomainEvent as EventRow } from '../../kernel/db/tables.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import { countDegraded } from '../degraded.ts';
import { createFeatureEngine } from '../engine/feature-engine.ts';
import type { Attempt, SharedFeatureEngine } from '../engine/types.ts';
import { createPressMemory, riskEventOf } from './risk-event-of.ts';
import { namedVelocity, type VelocityFeatures, velocitySpec } from './velocity-spec.ts';

/** What was counted of those whom a press concerns. */
export interface Velocity {
  /** Takes in an event of the log; one that was taken in before changes nothing. */
  follow(row: EventRow): void;
  /** Counts a press and says what was counted with it; its id is that of its assessment. */
  count(attempt: Attempt): Promise<VelocityFeatures>;
}

export interface VelocityDeps {
  readonly log: Log;
  readonly meter: Meter;
  /** The counts that all processes share; null on one process. */
  readonly shared: SharedFeatureEngine | null;
}

/**
 * Counts in this process, from the event log, and in the store that processes share where there is one. When that is away or
 * slow the process's own counts are taken, and the press counts as degraded: they lack what other processes have not
 * committed yet, no more.
 */
export function createVelocity({ log, meter, shared }: VelocityDeps): Velocity {
  const engine = createFeatureEngine(velocitySpec);
  const memory = createPressMemory();
  const isAway = (error: unknown): void => {
    countDegraded(meter, 'velocity');
    log.warn({ error }, 'shared velocity is away: this process counts alone');
  };
  return {
    follow: (row) => {
      const event = riskEventOf(memory, row);
      if (event === null) return;
      engine.observe(event);
      shared?.observe(event).catch(isAway);
    },
    count: async (attempt) => {
      const own = engine.countAndSnapshot(attempt);
      if (shared === null) return namedVelocity(own);
      try {
        return namedVelocity(await shared.countAndSnapshot(attempt));
      } catch (error) {
        isAway(error);
        return namedVelocity(own);
      }
    },
  };
}
