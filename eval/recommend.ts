import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figures, rounded } from '../bench/support/bench.ts';
import { buildRelations } from '../src/recommend/model/build-relations.ts';
import { chooseBlend } from '../src/recommend/model/choose-blend.ts';
import { type Histories, historyOf, packHistories } from '../src/recommend/model/histories.ts';
import { type HeldOut, holdOutLast, holdOutShare } from '../src/recommend/model/hold-out.ts';
import { learnTaste } from '../src/recommend/model/learn-taste.ts';
import { measureRanking } from '../src/recommend/model/ranking-quality.ts';
import { RELATION_NAMES, scoreItems, type TasteModel } from '../src/recommend/model/taste-model.ts';
import { topItems } from '../src/recommend/model/top-items.ts';
import { hasForeignLast } from './recommend/foreign-last.ts';
import { type Score, simpleMethods } from './recommend/methods.ts';
import { type InteractionSet, readInteractionSet } from './recommend/read-set.ts';
import type { EvalOptions, EvalResult } from './support/eval.ts';
import { randomFrom } from './support/random.ts';

const OWN_SETS = ['ml-1m-ultragcn', 'mooccubex-uc'];

/** Whole rows and EASE over all items up to so many; beyond, as a large shop does it. */
const WHOLE_ITEMS_MAX = 5_000;
const KEPT_MAX = 300;

/** Figures that others report of the same sets and splits. */
const PUBLISHED: Readonly<Record<string, Figures>> = {
  'ml-1m-ultragcn': { publishedUltraGcn: { recall20: 0.2787, ndcg20: 0.2642 } },
};

/** Ranks all items for every learner, what they took left out, and holds the lists against what was held out. */
export async function evalRecommend({ dataFolder, sets, seeds, say }: EvalOptions): Promise<EvalResult> {
  const metrics: Record<string, Figures> = {};
  const reference: Record<string, Figures> = {};
  const ratio: Record<string, Figures> = {};
  const conditions: Record<string, string | number> = {};
  for (const name of sets ?? OWN_SETS) {
    say(name);
    const result = await evaluateSet(readInteractionSet(join(dataFolder, name)), { seeds, say });
    metrics[name] = result.ours;
    reference[name] = { ...PUBLISHED[name], ...result.simple };
    ratio[name] = {
      ndcg20ToEase: rounded(numberIn(result.ours, 'ndcg20') / numberIn(result.simple['ease'], 'ndcg20')),
    };
    for (const [key, value] of Object.entries(result.conditions)) conditions[`${name} ${key}`] = value;
  }
  return {
    name: 'recommend',
    metrics,
    reference,
    ratio,
    conditions: {
      ...conditions,
      seeds,
      node: process.version,
      cores: cpus().length,
      loadAverage: rounded(loadavg()[0] ?? 0),
      protocol: 'full ranking, training items masked, every learner with a held-out item',
      trainCpuSeconds:
        'the blend chosen on learners’ items cut from training, then the model built on all of it',
    },
    problems: [],
  };
}

function _fourDigits(figure: number): number {
  return Number(figure.toFixed(4));
}

function numberIn(figures: Figures | number | undefined, name: string): number {
  const value = typeof figures === 'object' ? figures[name] : undefined;
  return typeof value === 'number' ? value : 0;
}

interface SetResult {
  readonly ours: Figures;
  readonly simple: Readonly<Record<string, Figures>>;
  readonly conditions: Readonly<Record<string, string | number>>;
}

async function evaluateSet(
  set: InteractionSet,
  { seeds, say }: Pick<EvalOptions, 'seeds' | 'say'>,
): Promise<SetResult> {
  const ignoresLast = await hasForeignLast(set.train, set.itemCount);
  const lists = ignoresLast
    ? set.train.map((list) => list.subarray(0, Math.max(1, list.length - 1)))
    : set.train;
  const histories = packHistories(lists, set.itemCount);
  const task: Task = { set, histories };
  const runs: Figures[] = [];
  let blend = '';
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = await runOurs(task, seed);
    blend = blendText(run.model);
    runs.push(run.figures);
    say(`  ours, seed ${seed}: ${JSON.stringify(run.figures)}; ${blend}`);
  }
  const simple: Record<string, Figures> = {};
  for (const [name, learn] of Object.entries(simpleMethods)) {
    const started = process.cpuUsage();
    const score = await learn(histories);
    simple[name] = { ...judge(task, score), trainCpuSeconds: secondsSince(started) };
    say(`  ${name}: ${JSON.stringify(simple[name])}`);
  }
  return {
    ours: meanOf(runs),
    simple,
    conditions: {
      learners: set.train.length,
      items: set.itemCount,
      blend,
      lastEntryIgnored: ignoresLast ? 'yes: the lists foretell it far worse than the entry before it' : 'no',
    },
  };
}

interface Task {
  readonly set: InteractionSet;
  readonly histories: Histories;
}

async function runOurs(task: Task, seed: number): Promise<{ model: TasteModel; figures: Figures }> {
  const { histories, set } = task;
  const isWhole = set.itemCount <= WHOLE_ITEMS_MAX;
  const learning = {
    easeItemsMax: WHOLE_ITEMS_MAX,
    keptMax: isWhole ? set.itemCount : KEPT_MAX,
    pause: async () => {},
  };
  const choosing = process.cpuUsage();
  const heldOut = cutValidation(task, seed);
  const blend = await chooseBlend(await buildRelations(heldOut.histories, learning), heldOut, learning.pause);
  const choiceCpuSeconds = secondsSince(choosing);
  const training = process.cpuUsage();
  const model = await learnTaste(histories, { ...learning, blend });
  const trainCpuSeconds = secondsSince(training);
  const score: Score = (history, scores) => scoreItems(model, history, scores);
  return { model, figures: { ...judge(task, score), trainCpuSeconds, choiceCpuSeconds } };
}

/** Like the test was cut: the last item where one a learner was held out, else the same share of all. */
function cutValidation({ set, histories }: Task, seed: number): HeldOut {
  const tested = set.test.filter((taken) => taken.length > 0);
  const heldOut = tested.reduce((sum, taken) => sum + taken.length, 0);
  if (tested.every((taken) => taken.length === 1)) return holdOutLast(histories);
  return holdOutShare(histories, heldOut / (heldOut + histories.items.length), randomFrom(seed));
}

function judge({ set, histories }: Task, score: Score): Figures {
  const quality = measureRanking(set.itemCount);
  const scores = new Float32Array(set.itemCount);
  set.test.forEach((taken, learner) => {
    if (taken.length === 0) return;
    score(historyOf(histories, learner), scores);
    for (const item of set.train[learner] ?? []) scores[item] = Number.NEGATIVE_INFINITY;
    quality.add(topItems(scores, 20), taken);
  });
  return roundedFigures({ ...quality.figures() });
}

function roundedFigures(figures: Readonly<Record<string, number>>): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(4))]));
}

/** The mean of each figure, and half the distance between the best and the worst seed when there are several. */
function meanOf(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {});
  const means = names.map((name) => {
    const values = runs.map((run) => numberIn(run, name));
    return [
      name,
      Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4)),
    ] as const;
  });
  const spread = names.map((name) => {
    const values = runs.map((run) => numberIn(run, name));
    return [name, Number(((Math.max(...values) - Math.min(...values)) / 2).toFixed(4))] as const;
  });
  return {
    ...Object.fromEntries(means),
    ...(runs.length > 1 ? { seedSpread: Object.fromEntries(spread) } : {}),
  };
}

function blendText({ blend }: TasteModel): string {
  return RELATION_NAMES.map((name) => `${name} ${blend[name].weight} fading ${blend[name].decay}`).join(', ');
}

function secondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return Number(((user + system) / 1e6).toFixed(1));
}
