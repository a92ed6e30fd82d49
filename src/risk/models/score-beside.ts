import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Queries } from '../../kernel/db/database.ts';
import { insertRowUnlessKnown, prepared } from '../../kernel/db/prepared.ts';
import { askModel } from '../decide/ask-model.ts';
import { countDegraded } from '../degraded.ts';
import type { RiskDeps } from '../deps.ts';
import { type Features, featureNames } from '../feature-shapes.ts';
import type { RiskModel } from '../model/model.ts';
import { championOf } from './choose-model.ts';
import { isInForce, type ModelPlan } from './model-plan.ts';

export type BesideDeps = Pick<
  RiskDeps,
  'db' | 'clock' | 'meter' | 'livemode' | 'models' | 'ruleBook' | 'policy'
>;

const BATCH_PRESSES = 200;

/**
 * Makes the job that lets every planned model score the presses that were judged, from the vectors that their records keep:
 * after the answer, in no press's way. It follows the event log by its position; the first look begins where the same
 * models stopped, or at the end of the log. Without a challenger or shadow it reads nothing. Returns how many presses it scored.
 */
export function createBesideScorer(deps: BesideDeps): () => Promise<number> {
  let position: number | null = null;
  return async () => {
    const { plans } = await deps.ruleBook.page();
    if (!plans.some((plan) => plan.role !== 'champion' && isInForce(plan, deps.clock.nowMs()))) {
      position = null;
      return 0;
    }
    position ??= await beginning(deps, plans);
    let scored = 0;
    for (;;) {
      const rows = await pressesAfter(deps.db.query, { position, livemode: deps.livemode ? 1 : 0 });
      await scoreAll(deps, plans, rows);
      position = rows.at(-1)?.position ?? position;
      scored += rows.length;
      if (rows.length < BATCH_PRESSES) return scored;
      await letOthersRun();
    }
  };
}

const pressesAfter = prepared((db, { position, livemode }: { position: number; livemode: number }) =>
  db
    .selectFrom('domain_event')
    .innerJoin('risk_assessment', 'risk_assessment.assessmentId', 'domain_event.subjectId')
    .select(['domain_event.position', 'risk_assessment.assessmentId', 'risk_assessment.features'])
    .select(['risk_assessment.modelVersion', 'risk_assessment.createdAtMs'])
    .where('domain_event.type', '=', 'risk.assessed')
    .where('domain_event.livemode', '=', livemode)
    .where('domain_event.position', '>', position)
    .orderBy('domain_event.position')
    .limit(BATCH_PRESSES),
);

type Press = Awaited<ReturnType<typeof pressesAfter>>[number];

/** Where the models in force stopped before this process began; the end of the log for new ones. */
async function beginning({ db, clock }: BesideDeps, plans: readonly ModelPlan[]): Promise<number> {
  const versions = plans.filter((plan) => isInForce(plan, clock.nowMs())).map((plan) => plan.modelVersion);
  const scored = await db.query
    .selectFrom('risk_model_score')
    .select('position')
    .where('modelVersion', 'in', versions)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return scored?.position ?? (await endOfLog(db.query));
}

async function endOfLog(queries: Queries): Promise<number> {
  const last = await queries
    .selectFrom('domain_event')
    .select((of) => of.fn.max('position').as('position'))
    .executeTakeFirst();
  return last?.position ?? 0;
}

/** The champion's opinion is kept too: figures are compared in pairs, whoever served. */
function judgesAt(deps: BesideDeps, plans: readonly ModelPlan[], nowMs: number): RiskModel[] {
  const judges = new Map<string, RiskModel>();
  const { model } = championOf(deps.models, { plans, nowMs });
  if (model !== null) judges.set(model.version, model);
  for (const plan of plans) {
    if (plan.role === 'champion' || !isInForce(plan, nowMs)) continue;
    const planned = deps.models.find(plan.modelVersion);
    if (planned === undefined) countDegraded(deps.meter, 'planned_model');
    else judges.set(planned.version, planned);
  }
  return [...judges.values()];
}

async function scoreAll(
  deps: BesideDeps,
  plans: readonly ModelPlan[],
  presses: readonly Press[],
): Promise<void> {
  const scores = presses.flatMap((press) => scoresOf(deps, judgesAt(deps, plans, press.createdAtMs), press));
  if (scores.length === 0) return;
  await deps.db.transact(async (tx) => {
    for (const score of scores) await insertRowUnlessKnown(tx, 'risk_model_score', score);
  });
}

function scoresOf({ policy }: BesideDeps, judges: readonly RiskModel[], press: Press) {
  const features = JSON.parse(press.features) as Features;
  // What an older program measured lacks features of this one.
  if (!featureNames.every((name) => features[name] !== undefined)) return [];
  return judges.map((model) => {
    const { score, asks } = askModel(model, features, policy.pricing);
    return {
      assessmentId: press.assessmentId,
      modelVersion: model.version,
      isServing: press.modelVersion === model.version ? 1 : 0,
      score,
      asks,
      position: press.position ?? 0,
      createdAtMs: press.createdAtMs,
    };
  });
}
