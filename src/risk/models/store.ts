import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { ModelPlan, ModelRole } from './model-plan.ts';

/** Plans that are in force or wait for a second person, oldest first. */
export async function findOpenPlans(queries: Queries): Promise<ModelPlan[]> {
  const rows = await queries
    .selectFrom('risk_model_plan')
    .selectAll()
    .where('status', 'in', ['requested', 'live'])
    .orderBy('createdAtMs')
    .orderBy('planId')
    .execute();
  return rows as ModelPlan[];
}

/** Plans that are over, newest first. */
export async function findPastPlans(queries: Queries, limit: number): Promise<ModelPlan[]> {
  const rows = await queries
    .selectFrom('risk_model_plan')
    .selectAll()
    .where('status', 'in', ['declined', 'ended'])
    .orderBy('createdAtMs', 'desc')
    .limit(limit)
    .execute();
  return rows as ModelPlan[];
}

export async function findPlan(queries: Queries, planId: string): Promise<ModelPlan | undefined> {
  const row = await queries
    .selectFrom('risk_model_plan')
    .selectAll()
    .where('planId', '=', planId)
    .executeTakeFirst();
  return row as ModelPlan | undefined;
}

export async function insertPlan(tx: Tx, plan: ModelPlan): Promise<void> {
  await tx.insertInto('risk_model_plan').values(plan).execute();
}

/** Writes a plan as it is now. */
export async function updatePlan(tx: Tx, { planId, ...columns }: ModelPlan): Promise<void> {
  await tx.updateTable('risk_model_plan').set(columns).where('planId', '=', planId).execute();
}

/** What holds a role now, or waits for it. */
export async function findPlansOf(tx: Tx, role: ModelRole): Promise<ModelPlan[]> {
  return (await findOpenPlans(tx)).filter((plan) => plan.role === role);
}
