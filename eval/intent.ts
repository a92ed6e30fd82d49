import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figures, percentile, rounded } from '../bench/support/bench.ts';
import { judge } from '../src/bot/understanding/model/intent-model.ts';
import { chooseRejection, REJECTED_SHARE } from '../src/bot/understanding/model/operating-point.ts';
import {
  type Example,
  readViews,
  type TrainedIntents,
  trainIntents,
} from '../src/bot/understanding/model/train-intents.ts';
import { createSegmenter, type Segmenter } from '../src/recommend/index.ts';
import { seededRandom } from '../src/recommend/text/random.ts';
import { PUBLISHED_INTENTS } from './intent/published.ts';
import { type FoldedSet, readIntentSet, type SplitSet } from './intent/read-set.ts';
import { auroc } from './support/auroc.ts';
import type { EvalOptions, EvalResult } from './support/eval.ts';

const OWN_SETS = ['clinc150', 'banking77', 'smp2019'];
const FOLDS = 5;

/** Trains the bot's own classifier on other sets of intents and measures it on lines it has not seen. */
export async function evalIntent({ dataFolder, sets, seeds, say }: EvalOptions): Promise<EvalResult> {
  const segmenter = createSegmenter();
  const metrics: Record<string, Figures> = {};
  const reference: Record<string, Figures> = {};
  for (const name of sets ?? OWN_SETS) {
    const set = readIntentSet(join(dataFolder, name));
    const runs = Array.from({ length: seeds }, (_, seed) =>
      set.kind === 'split' ? measureSplit(segmenter, set, seed + 1) : measureFolds(segmenter, set, seed + 1),
    );
    metrics[name] = summarize(runs);
    reference[name] = PUBLISHED_INTENTS[name] ?? {};
    say(`${name} ${JSON.stringify(metrics[name])}`);
  }
  return {
    name: 'intent',
    metrics,
    reference,
    ratio: {},
    conditions: {
      protocol: `one threshold, turning away ${REJECTED_SHARE} of the covered validation lines; a turned-away line of a label counts as wrong; ${FOLDS} folds where a set has no test part`,
      seeds,
      node: process.version,
      cores: cpus().length,
      loadAverage: rounded(loadavg()[0] ?? 0),
    },
    problems: [],
  };
}

interface Judged {
  readonly isRight: boolean;
  readonly certainty: number;
}

type Run = Readonly<Record<string, number>>;

function measureSplit(segmenter: Segmenter, set: SplitSet, seed: number): Run {
  const { trained, seconds } = timedTraining(segmenter, set.train, seed);
  const judgeAll = (lines: readonly Example[]) => lines.map((line) => judgeLine(segmenter, trained, line));
  const test = judgeAll(set.test);
  const figures = { accuracy: shareOf(test, ({ isRight }) => isRight), trainCpuSeconds: seconds };
  if (set.outsideTest.length === 0 || set.validation.length === 0) return figures;
  const rejectBelow = chooseRejection(judgeAll(set.validation).map((line) => ({ ...line, isInScope: true })));
  const outside = judgeAll(set.outsideTest.map((text) => ({ text, label: '' })));
  return {
    ...figures,
    inScopeAccuracy: shareOf(test, ({ isRight, certainty }) => isRight && certainty >= rejectBelow),
    oosRecall: shareOf(outside, ({ certainty }) => certainty < rejectBelow),
    auroc: auroc(
      test.map(({ certainty }) => certainty),
      outside.map(({ certainty }) => certainty),
    ),
    rejectBelow,
    queryP95CpuMs: queryTimes(segmenter, trained, set.test),
  };
}

/** Each label's lines are spread over the folds alike. */
function measureFolds(segmenter: Segmenter, { lines }: FoldedSet, seed: number): Run {
  const random = seededRandom(seed);
  const shuffled = lines
    .map((line) => ({ line, at: random() }))
    .sort((a, b) => a.line.label.localeCompare(b.line.label) || a.at - b.at);
  const runs = Array.from({ length: FOLDS }, (_, fold) => {
    const part = (isTest: boolean) =>
      shuffled.filter((_line, place) => (place % FOLDS === fold) === isTest).map(({ line }) => line);
    const { trained, seconds } = timedTraining(segmenter, part(false), seed);
    const test = part(true).map((line) => judgeLine(segmenter, trained, line));
    return { accuracy: shareOf(test, ({ isRight }) => isRight), trainCpuSeconds: seconds };
  });
  return {
    accuracy: mean(runs.map(({ accuracy }) => accuracy)),
    trainCpuSeconds: mean(runs.map(({ trainCpuSeconds }) => trainCpuSeconds)),
  };
}

function timedTraining(segmenter: Segmenter, lines: readonly Example[], seed: number) {
  const began = process.cpuUsage();
  const trained = trainIntents(segmenter, lines, seed);
  const { user, system } = process.cpuUsage(began);
  return { trained, seconds: (user + system) / 1e6 };
}

function judgeLine(segmenter: Segmenter, trained: TrainedIntents, { text, label }: Example): Judged {
  const { best, certainty } = judge(trained, readViews(segmenter, { text }));
  return { isRight: trained.labels[best] === label, certainty };
}

function queryTimes(segmenter: Segmenter, trained: TrainedIntents, lines: readonly Example[]): number {
  const times = lines.slice(0, 1000).map((line) => {
    const began = process.cpuUsage();
    judgeLine(segmenter, trained, line);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return percentile(
    times.sort((a, b) => a - b),
    0.95,
  );
}

function shareOf<Item>(items: readonly Item[], accepts: (item: Item) => boolean): number {
  return items.filter(accepts).length / Math.max(1, items.length);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
}

/** The mean over seeds, and half the width of its 95 % interval where there are several. */
function summarize(runs: readonly Run[]): Figures {
  const figures: Record<string, number> = {};
  for (const name of Object.keys(runs[0] ?? {})) {
    const values = runs.map((run) => run[name] ?? 0);
    const middle = mean(values);
    figures[name] = rounded(middle);
    if (runs.length < 2) continue;
    const variance = mean(values.map((value) => (value - middle) ** 2)) * (runs.length / (runs.length - 1));
    figures[`${name}Interval`] = rounded(1.96 * Math.sqrt(variance / runs.length));
  }
  return figures;
}
