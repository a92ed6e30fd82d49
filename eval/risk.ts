import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Figures, rounded } from '../bench/support/bench.ts';
import { cardFeatureNames, measureStream, publishedNames } from './risk/card-features.ts';
import { readCardStream } from './risk/card-stream.ts';
import { checkCalibration } from './risk/check-calibration.ts';
import { baggedTrees, type Family, hundredTrees, network, plainLogistic } from './risk/families.ts';
import { knowableScores } from './risk/knowable.ts';
import { firstRowOfDay, foldOf, holdsFold, testStarts, validationStarts } from './risk/protocol.ts';
import { publishedTable } from './risk/published.ts';
import { checkPublished } from './risk/published-features.ts';
import {
  type FoldFigures,
  figuresOf,
  type Measured,
  rememberTrials,
  type TryFold,
} from './risk/run-folds.ts';
import type { Eval, EvalOptions, EvalResult } from './support/eval.ts';

const SET = 'fraud-handbook';
/** Of the first fold with 14 days of training; days before only fill the windows. */
const FIRST_DAY = 73;
const WINDOWS_DAYS = [7, 14] as const;

/**
 * The protocol of the Fraud Detection Handbook on a stream of card payments: features by the product's engine, the family
 * chosen on the validation folds, the test folds for reporting alone.
 */
export const evalRisk: Eval = async ({ dataFolder, sets = [SET], seeds, say }) => {
  const results: EvalResult[] = [];
  for (const set of sets) results.push(await evaluate(join(dataFolder, set), seeds, say));
  const [first] = results;
  if (first === undefined) throw new Error('name at least one set');
  if (sets.length === 1) return first;
  const bySet = (part: 'metrics' | 'reference' | 'ratio') =>
    Object.fromEntries(sets.map((set, place) => [set, results[place]?.[part] ?? {}]));
  return {
    ...first,
    metrics: bySet('metrics'),
    reference: bySet('reference'),
    ratio: bySet('ratio'),
    problems: results.flatMap(({ problems }) => problems),
  };
};

async function evaluate(folder: string, seeds: number, say: EvalOptions['say']): Promise<EvalResult> {
  const began = process.cpuUsage();
  const stream = readCardStream(folder);
  say(`${stream.length} payments of ${stream.files.join(', ')}`);
  const firstRow = firstRowOfDay(stream, FIRST_DAY);
  const passBegan = process.cpuUsage();
  const matrix = measureStream({ stream, firstRow });
  const featurePassCpuSeconds = cpuSeconds(passBegan);
  say(`features of ${stream.length} payments in ${featurePassCpuSeconds} s of CPU`);
  const published = checkPublished(stream, firstRow, matrix);
  const measured: Measured = { stream, matrix, firstRow };
  const house: House = { measured, seeds, say, tryOnce: rememberTrials(measured) };
  const chosen = await chooseFamily(house);
  const windows = await runWindows(house, chosen.family);
  const plain = await runPlain(house);
  const calibration = await checkCalibration(measured, (start) =>
    house.tryOnce({ start, trainDays: 7, names: cardFeatureNames, family: chosen.family, seed: start }),
  );
  return {
    name: 'risk',
    metrics: {
      ...means(windows.window7 ?? {}),
      ...windows,
      ...(calibration !== null && {
        calibrationError: calibration.calibrationError,
        calibrationErrorWorst: calibration.calibrationErrorWorst,
        calibration: calibration.figures,
      }),
      publishedFeaturesEqualShare: 1 - published.differentRows / Math.max(1, published.rows),
      featurePassCpuSeconds,
      cpuSeconds: cpuSeconds(began),
    },
    reference: { ...plain, knowable: knowableFolds(measured), published: publishedTable },
    ratio: ratioOf(windows.window7 ?? {}, plain.hundredTrees15),
    conditions: {
      payments: stream.length,
      files: stream.files.join(' '),
      dataHash: hashOf(stream.bytes),
      features: cardFeatureNames.length,
      family: chosen.name,
      validation: chosen.told,
      seeds,
      calibration: calibration?.chosen ?? 'not measured',
      calibrationLogLossOnValidation: calibration?.told ?? '',
      calibrationBins: '20 of equally many rows (error20), 10 of equal width (errorWidth10)',
    },
    problems:
      published.differentRows > 0 ? [`${published.differentRows} rows differ from the definitions`] : [],
  };
}

type Window = Readonly<Record<string, Figures | number>>;
type Windows = Partial<Record<'window7' | 'window14', Window>>;

/** The family of the best mean average precision on the validation folds, 7 days of training. */
async function chooseFamily({ measured, say, tryOnce }: House) {
  const families: Readonly<Record<string, Family>> = { trees: baggedTrees, network };
  const starts = validationStarts.filter((start) => holdsFold(measured.stream, start));
  const told: { name: string; family: Family; averagePrecision: number }[] = [];
  for (const [name, family] of Object.entries(families)) {
    const all: number[] = [];
    for (const start of starts) {
      const trial = { start, trainDays: 7, names: cardFeatureNames, family, seed: start };
      all.push((await tryOnce(trial)).figures.averagePrecision);
    }
    const averagePrecision = meanOf(all);
    say(`validation, ${name}: average precision ${averagePrecision.toFixed(4)}`);
    told.push({ name, family, averagePrecision });
  }
  const [best] = told.sort((a, b) => b.averagePrecision - a.averagePrecision);
  if (best === undefined) throw new Error('no family to choose');
  return {
    ...best,
    told: told.map(({ name, averagePrecision }) => `${name} ${averagePrecision.toFixed(4)}`).join(', '),
  };
}

async function runWindows(house: House, family: Family): Promise<Windows> {
  const windows: Record<string, Window> = {};
  for (const trainDays of WINDOWS_DAYS)
    windows[`window${trainDays}`] = await runFolds(house, { trainDays, family, names: cardFeatureNames });
  return windows;
}

/** The plain things to beat: on the fifteen published features, 7 days of training. */
async function runPlain(house: House) {
  const plain = { trainDays: 7, names: publishedNames };
  const once = { ...house, seeds: 1 };
  return {
    logistic15: await runFolds(once, { ...plain, family: plainLogistic }),
    hundredTrees15: await runFolds(once, { ...plain, family: hundredTrees }),
  };
}

interface House {
  readonly measured: Measured;
  readonly seeds: number;
  readonly say: EvalOptions['say'];
  readonly tryOnce: TryFold;
}

interface Run {
  readonly trainDays: number;
  readonly family: Family;
  readonly names: readonly string[];
}

/** Every fold that the stream holds, and the means of validation and test. */
async function runFolds(house: House, run: Run): Promise<Window> {
  const figures: Record<string, Figures> = {};
  const partOf = async (starts: readonly number[]) => {
    const all: FoldFigures[] = [];
    for (const start of starts.filter((one) => holdsFold(house.measured.stream, one))) {
      const tried = await overSeeds(house, run, start);
      figures[`fold${start}`] = plainFigures(tried);
      const told = Object.values(tried).map((one) => one.toFixed(4));
      house.say(`${run.trainDays} days, fold ${start}: ${told.join(' ')}`);
      all.push(tried);
    }
    return all;
  };
  const validation = await partOf(validationStarts);
  const test = await partOf(testStarts);
  return {
    ...meansOf('validationMean', validation),
    ...meansOf('testMean', test),
    testFolds: test.length,
    ...figures,
  };
}

/** Means over the seeds. */
async function overSeeds({ seeds, tryOnce }: House, run: Run, start: number): Promise<FoldFigures> {
  const all: FoldFigures[] = [];
  for (let turn = 0; turn < seeds; turn += 1)
    all.push((await tryOnce({ ...run, start, seed: start + turn * 10_000 })).figures);
  const mean = (of: keyof FoldFigures) => meanOf(all.map((figures) => figures[of]));
  return {
    auc: mean('auc'),
    averagePrecision: mean('averagePrecision'),
    cardPrecision100: mean('cardPrecision100'),
    recallAtFpr1: mean('recallAtFpr1'),
  };
}

/** What could be reached on each fold by whoever lacks nothing but the labels that are not back. */
function knowableFolds({ stream }: Measured): Window {
  const figuresAt = (start: number) => {
    const fold = foldOf(stream, start, 7);
    return figuresOf(stream, fold, knowableScores(stream, fold));
  };
  const validation = validationStarts.filter((start) => holdsFold(stream, start));
  const test = testStarts.filter((start) => holdsFold(stream, start));
  return {
    ...meansOf('validationMean', validation.map(figuresAt)),
    ...meansOf('testMean', test.map(figuresAt)),
    ...Object.fromEntries([...validation, ...test].map((at) => [`fold${at}`, plainFigures(figuresAt(at))])),
  };
}

const plainFigures = (figures: FoldFigures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, rounded4(figure)]));

function meansOf(prefix: string, all: readonly FoldFigures[]): Record<string, number> {
  if (all.length === 0) return {};
  return {
    [`${prefix}Auc`]: rounded4(meanOf(all.map(({ auc }) => auc))),
    [`${prefix}AveragePrecision`]: rounded4(meanOf(all.map(({ averagePrecision }) => averagePrecision))),
    [`${prefix}CardPrecision100`]: rounded4(meanOf(all.map(({ cardPrecision100 }) => cardPrecision100))),
    [`${prefix}RecallAtFpr1`]: rounded4(meanOf(all.map(({ recallAtFpr1 }) => recallAtFpr1))),
  };
}

const TEST_MEANS = ['testMeanAuc', 'testMeanAveragePrecision', 'testMeanCardPrecision100'] as const;

function means(window: Window): Figures {
  return Object.fromEntries(
    TEST_MEANS.flatMap((name) => (name in window ? [[name, window[name] as number]] : [])),
  );
}

function ratioOf(window: Window, plain: Window): Figures {
  return Object.fromEntries(
    TEST_MEANS.flatMap((name) =>
      name in window && name in plain
        ? [[name, rounded((window[name] as number) / (plain[name] as number))]]
        : [],
    ),
  );
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded4 = (figure: number): number => Number(figure.toFixed(4));

function cpuSeconds(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return rounded((user + system) / 1e6);
}

function hashOf(bytes: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const one of bytes) hash.update(one);
  return hash.digest('hex');
}
