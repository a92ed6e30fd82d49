import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { NewId } from '../../kernel/id.ts';
import type { Experiment, ExperimentKind, Variant } from './experiment.ts';
import { findByName, findRunning, saveExperiment, saveStop } from './store.ts';

export interface ExperimentDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly livemode: boolean;
}

/** Why an experiment was not started or stopped, as a sentence for the operator. */
export interface Refused {
  readonly refused: string;
}

/** Starts an experiment. One runs at a time: two at once would blur each other. Servers notice within seconds. */
export function startExperiment(
  deps: ExperimentDeps,
  command: { readonly name: string; readonly kind: ExperimentKind; readonly variants: readonly Variant[] },
): Promise<Experiment | Refused> {
  const { name, kind, variants } = command;
  return deps.db.transact(async (tx) => {
    const running = await findRunning(tx, deps.livemode);
    if (running !== undefined) return { refused: `${running.name} is running. Stop it first.` };
    if ((await findByName(tx, name)) !== undefined) return { refused: `There was a ${name} before.` };
    if (variants.length < 2 || new Set(variants.map((variant) => variant.name)).size < variants.length)
      return { refused: 'Name at least two variants, each differently.' };
    if (kind === 'interleaving' && variants.length !== 2)
      return { refused: 'Lists are interleaved of two variants.' };
    const experiment: Experiment = {
      experimentId: deps.newId('exp'),
      ...{ name, kind, variants, livemode: deps.livemode },
      status: 'running',
      startedAtMs: deps.clock.nowMs(),
      stoppedAtMs: null,
    };
    await saveExperiment(tx, experiment);
    return experiment;
  });
}

/** Stops an experiment; what it showed stays countable. */
export function stopExperiment(deps: ExperimentDeps, name: string): Promise<Experiment | Refused> {
  return deps.db.transact(async (tx) => {
    const found = await findByName(tx, name);
    if (found === undefined || found.status === 'stopped') return { refused: `No ${name} is running.` };
    const stoppedAtMs = deps.clock.nowMs();
    await saveStop(tx, { experimentId: found.experimentId, stoppedAtMs });
    return { ...found, status: 'stopped' as const, stoppedAtMs };
  });
}
