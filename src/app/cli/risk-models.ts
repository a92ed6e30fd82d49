import { z } from 'zod';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import {
  compareModels,
  createModelShelf,
  endPlan,
  type ModelComparison,
  type ModelsDeps,
  planModel,
  viewModels,
} from '../../risk/index.ts';
import { ModelRole, type ModelsView } from '../../risk/wire.ts';
import type { CliContext, ExitCode } from './command.ts';
import { type Action, flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';
import { ACTOR, orRefused, rulesDepsOf } from './risk-rules.ts';

export const MODELS_HELP = `  tilltalk risk models list [--json]
  tilltalk risk models plan VERSION --as champion|challenger|shadow [--share PERCENT] [--days N] [--note WHY]
  tilltalk risk models end PLAN                     a challenger or shadow, before its date
  tilltalk risk compare --other VERSION [--one VERSION] --from DATE [--to DATE] [--json]
      two models on the same presses: order, calibration, differing decisions, money; --one is the champion`;

const SHIPPED_MODEL = 'demo/risk-model.json';
const DAY_MS = 86_400_000;

/** `tilltalk risk models`: which model decides, which one is tried beside it. */
export const runModels: Action = async (args, context) =>
  runAction({ name: 'risk', help: `Usage\n${MODELS_HELP}`, actions }, args, context);

const actions = { list: runList, plan: runPlan, end: runEnd };

async function depsOf(context: CliContext): Promise<ModelsDeps> {
  const { RISK_MODEL, RISK_MODELS } = context.outside?.() ?? {};
  const parts = { clock: context.clock, log: silentLog(), meter: createMeter({ processMetrics: false }) };
  const places = { modelFile: RISK_MODEL ?? SHIPPED_MODEL, modelsFolder: RISK_MODELS ?? null };
  return { ...(await rulesDepsOf(context)), models: createModelShelf(parts, places) };
}

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ json: flag }));
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const view = await viewModels(await depsOf(context), ACTOR);
  if (given.options.json) context.print(JSON.stringify(view));
  else for (const line of listLines(view)) context.print(line);
  return 0;
}

function listLines({ champion, isChampionMissing, models, refused, inForce, wishes }: ModelsView): string[] {
  const told = inForce.filter(({ role }) => role !== 'champion');
  return [
    `champion   ${champion ?? 'none: rules alone decide'}${isChampionMissing ? ', in place of one that is not there' : ''}`,
    ...told.map(({ role, modelVersion, sharePercent, endsAtMs, planId }) => {
      const share = sharePercent === null ? '' : `${sharePercent} % of learners, `;
      return `${role.padEnd(11)}${modelVersion}, ${share}until ${utcText(endsAtMs ?? 0)} UTC (${planId})`;
    }),
    ...wishes.map(
      ({ modelVersion, role, requestedBy, planId }) =>
        `wish       ${modelVersion} to be ${role}, asked by ${requestedBy}; a second person decides (${planId})`,
    ),
    ...models.map(({ version, labels }) => `loaded     ${version}, ${labels} labels`),
    ...refused.map(({ file, why }) => `refused    ${file}: ${why}`),
  ];
}

const PlanOptions = z.object({
  as: z.enum(ModelRole.options, `must be one of ${ModelRole.options.join(', ')}`),
  share: whole.min(1, 'must be 1 to 50').max(50, 'must be 1 to 50').optional(),
  days: whole.min(1, 'must be 1 to 180').max(180, 'must be 1 to 180').optional(),
  note: z.string().max(500).optional(),
});

async function runPlan(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, PlanOptions);
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const { as: role, share, days, note } = given.options;
  const [modelVersion] = given.words;
  const problem = problemOf({ modelVersion, role, share, days });
  if (modelVersion === undefined || problem !== null) return misused(context, 'risk', [problem ?? '']);
  return orRefused(context, async () => {
    const plan = await planModel(await depsOf(context), {
      ...{ modelVersion, role, sharePercent: share ?? null, note: note ?? null, actor: ACTOR },
      endsAtMs: days === undefined ? null : context.clock.nowMs() + days * DAY_MS,
    });
    context.print(
      plan.status === 'live'
        ? `shadow     ${modelVersion} (${plan.planId})`
        : `asked      ${modelVersion} to be ${role}: a second person decides in the console`,
    );
    return 0;
  });
}

function problemOf(asked: {
  modelVersion: string | undefined;
  role: z.output<typeof ModelRole>;
  share: number | undefined;
  days: number | undefined;
}): string | null {
  if (asked.modelVersion === undefined) return 'VERSION is needed.';
  if ((asked.role === 'challenger') !== (asked.share !== undefined))
    return '--share goes with a challenger, and a challenger needs it.';
  if ((asked.role === 'champion') !== (asked.days === undefined))
    return '--days goes with a challenger or shadow, which need it; a champion has no end.';
  return null;
}

async function runEnd(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({}));
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const [planId] = given.words;
  if (planId === undefined) return misused(context, 'risk', ['PLAN is needed.']);
  return orRefused(context, async () => {
    const { role, modelVersion } = await endPlan(await depsOf(context), { planId, actor: ACTOR });
    context.print(`ended      ${modelVersion} as ${role}`);
    return 0;
  });
}

const CompareOptions = z.object({
  one: z.string().optional(),
  other: z.string('is needed'),
  from: z.iso.date('must be a date such as 2026-03-01'),
  to: z.iso.date('must be a date such as 2026-03-01').optional(),
  json: flag,
});

/** `tilltalk risk compare`: two models on the same presses. */
export const runCompare: Action = async (args, context) => {
  const given = readOptions(args, CompareOptions);
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const { one, other, from, to, json } = given.options;
  const deps = await depsOf(context);
  const champion = one ?? (await viewModels(deps, ACTOR)).champion;
  if (champion === null) return misused(context, 'risk', ['--one is needed: no model serves.']);
  const comparison = await compareModels(deps.db.query, {
    ...{ one: champion, other, fromMs: Date.parse(from), livemode: context.livemode },
    toMs: to === undefined ? context.clock.nowMs() : Date.parse(to),
  });
  if (json) context.print(JSON.stringify(comparison));
  else for (const line of comparisonLines(comparison)) context.print(line);
  return 0;
};

function comparisonLines(told: ModelComparison): string[] {
  const { figures, precisionGain } = told;
  const alone = (name: string, { frauds, good, fraudMinor, goodMinor }: ModelComparison['oneAlone']) =>
    `${name.padEnd(13)}asks alone: ${frauds} frauds (${moneyText(fraudMinor)}), ${good} good ones (${moneyText(goodMinor)})`;
  const model = (name: string, of: NonNullable<typeof figures>['one']) =>
    `${name.padEnd(13)}average precision ${of.averagePrecision.toFixed(4)}, AUC ${of.auc.toFixed(4)}, calibration error ${of.calibrationError.toFixed(4)}`;
  return [
    `one          ${told.one}`,
    `other        ${told.other}`,
    `presses      ${told.presses}, truth known of ${told.known}, frauds ${told.frauds}`,
    ...(figures === null
      ? ['too little is known yet: no fraud, or nothing good']
      : [model('one', figures.one), model('other', figures.other)]),
    ...(precisionGain === null
      ? []
      : [
          `gain         ${precisionGain.mean.toFixed(4)} average precision, 95 % within ${precisionGain.low.toFixed(4)} to ${precisionGain.high.toFixed(4)}`,
        ]),
    ...Object.entries(told.differing).map(([change, count]) => `differ       ${change}: ${count}`),
    alone('one', told.oneAlone),
    alone('other', told.otherAlone),
    `chance       ${told.chanceOfEqual.toFixed(4)} that two equally good models differ so much`,
  ];
}

/** Minor units as they are counted: `CNY 36800`. */
function moneyText(sums: Readonly<Record<string, number>>): string {
  const told = Object.entries(sums).map(([currency, minor]) => `${currency} ${minor}`);
  return told.length === 0 ? 'nothing' : `${told.join(', ')} minor units`;
}
