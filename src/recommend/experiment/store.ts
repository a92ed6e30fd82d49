import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { RecommendExperiment } from '../../kernel/db/tables.ts';
import { type Experiment, type ExperimentKind, Variant } from './experiment.ts';

/** Newest first. */
export async function listExperiments(db: Queries, livemode: boolean): Promise<Experiment[]> {
  const rows = await db
    .selectFrom('recommend_experiment')
    .selectAll()
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('startedAtMs', 'desc')
    .execute();
  return rows.map(experimentOf);
}

/** Undefined while none runs. */
export async function findRunning(db: Queries, livemode: boolean): Promise<Experiment | undefined> {
  const row = await db
    .selectFrom('recommend_experiment')
    .selectAll()
    .where('status', '=', 'running')
    .where('livemode', '=', livemode ? 1 : 0)
    .executeTakeFirst();
  return row === undefined ? undefined : experimentOf(row);
}

export async function findByName(db: Queries, name: string): Promise<Experiment | undefined> {
  const row = await db
    .selectFrom('recommend_experiment')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined ? undefined : experimentOf(row);
}

export async function saveExperiment(tx: Tx, experiment: Experiment): Promise<void> {
  await tx
    .insertInto('recommend_experiment')
    .values({
      ...experiment,
      variants: JSON.stringify(experiment.variants),
      livemode: experiment.livemode ? 1 : 0,
    })
    .execute();
}

export async function saveStop(
  tx: Tx,
  { experimentId, stoppedAtMs }: { experimentId: string; stoppedAtMs: number },
): Promise<void> {
  await tx
    .updateTable('recommend_experiment')
    .set({ status: 'stopped', stoppedAtMs })
    .where('experimentId', '=', experimentId)
    .execute();
}

function experimentOf(row: RecommendExperiment): Experiment {
  return {
    ...row,
    kind: row.kind as ExperimentKind,
    status: row.status as Experiment['status'],
    variants: Variant.array().parse(JSON.parse(row.variants)),
    livemode: row.livemode === 1,
  };
}
