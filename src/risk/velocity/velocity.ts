import type { DomainEvent } from '../../kernel/domain-event.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import { countDegraded } from '../degraded.ts';
import { createFeatureEngine } from '../engine/feature-engine.ts';
import type { Attempt, Keys, SharedFeatureEngine } from '../engine/types.ts';
import { createPressMemory, payerEventOf, riskEventOf, withKnownPayers } from './risk-event-of.ts';
import { namedVelocity, VELOCITY_ROWS_MAX, type VelocityFeatures, velocitySpec } from './velocity-spec.ts';

/** How long a press waits for the store, and how long it is left alone when it did not answer. */
const SHARED_TIMEOUT_MS = 100;
const AWAY_MS = 1_000;

/** An event of the log, of which velocity needs this. */
export type Followed = Pick<DomainEvent, 'eventId' | 'type' | 'learnerId' | 'occurredAtMs' | 'payload'>;

/** What was counted of those whom a press concerns. */
export interface Velocity {
  /** Takes in an event of the log; one that was taken in before changes nothing. */
  follow(event: Followed): void;
  /** The keys of a press, with the payment tokens that its learner is known by where it names none itself. */
  withKnownPayers(keys: Keys): Keys;
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
  const engine = createFeatureEngine(velocitySpec, VELOCITY_ROWS_MAX);
  const memory = createPressMemory();
  const store = shared === null ? null : whileThere(shared, log);
  return {
    follow: (followed) => {
      const payer = payerEventOf(memory, followed.payload);
      const event = riskEventOf(memory, followed, followed.payload);
      for (const one of [payer, event]) {
        if (one === null) continue;
        engine.observe(one);
        store?.observe(one).catch(() => {});
      }
    },
    withKnownPayers: (keys) => withKnownPayers(memory, keys),
    count: async (attempt) => {
      const own = engine.countAndSnapshot(attempt);
      if (store === null) return namedVelocity(own);
      try {
        return namedVelocity(await store.countAndSnapshot(attempt));
      } catch {
        countDegraded(meter, 'velocity');
        return namedVelocity(own);
      }
    },
  };
}

/** A store that was away is left alone for a moment, so that presses do not wait for it one after another. */
function whileThere(shared: SharedFeatureEngine, log: Log): SharedFeatureEngine {
  let awayUntilMs = 0;
  const asked = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (performance.now() < awayUntilMs) throw new Error('shared velocity is away');
    try {
      return await ask();
    } catch (error) {
      awayUntilMs = performance.now() + AWAY_MS;
      log.warn({ error }, 'shared velocity is away: this process counts alone');
      throw error;
    }
  };
  return {
    spec: shared.spec,
    observe: (event) => asked(() => shared.observe(event)),
    countAndSnapshot: (attempt) => asked(() => inTime(shared.countAndSnapshot(attempt))),
  };
}

function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${SHARED_TIMEOUT_MS} ms`)),
      SHARED_TIMEOUT_MS,
    );
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
