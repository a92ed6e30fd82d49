import { cpus } from 'node:os';
import { rounded } from '../bench/support/bench.ts';
import {
  estimatePolicy,
  type LoggedDecision,
  type PolicyEstimate,
} from '../src/recommend/experiment/estimate-policy.ts';
import type { EvalOptions, EvalResult } from './support/eval.ts';
import { randomFrom } from './support/random.ts';

const RUNS = 200;
const DECISIONS = 2_000;
const CONTEXTS = 6;
const PRODUCTS = 8;
/** The logging policy explores this share, the rest goes to its favourite. */
const EXPLORED = 0.4;

/**
 * A made world whose truth is known: learners of six kinds, eight products, buying by chance. A policy that
 * explores writes the log; estimates of another one are held against what that one would earn in truth.
 */
export async function evalOffPolicy({ seeds, say }: EvalOptions): Promise<EvalResult> {
  const started = process.cpuUsage();
  const tally = {
    runs: 0,
    snips: 0,
    robust: 0,
    plain: 0,
    snipsError: 0,
    robustError: 0,
    plainError: 0,
    width: 0,
  };
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (let run = 0; run < RUNS; run += 1) runOnce(seed * 1_000_003 + run, tally);
    say(`seed ${seed}: SNIPS ${tally.snips}, DR ${tally.robust} of ${tally.runs} intervals hold the truth`);
  }
  const { user, system } = process.cpuUsage(started);
  const share = (count: number): number => rounded(count / tally.runs);
  return {
    name: 'offpolicy',
    metrics: {
      coverage: share(Math.min(tally.snips, tally.robust)),
      snipsCoverage: share(tally.snips),
      drCoverage: share(tally.robust),
      snipsError: share(tally.snipsError),
      drError: share(tally.robustError),
      drIntervalWidth: share(tally.width),
      cpuSeconds: rounded((user + system) / 1e6),
    },
    reference: {
      meanOfTheLog: { coverage: share(tally.plain), error: share(tally.plainError) },
      nominal: 0.95,
    },
    ratio: { errorToTheLogs: rounded(tally.robustError / tally.plainError) },
    conditions: {
      runs: tally.runs,
      decisionsPerRun: DECISIONS,
      kindsOfLearners: CONTEXTS,
      products: PRODUCTS,
      explored: EXPLORED,
      model:
        'the share that bought, from the other half of the log; it cannot tell three pairs of kinds apart',
      node: process.version,
      cores: cpus().length,
    },
    problems: [],
  };
}

interface Tally {
  runs: number;
  snips: number;
  robust: number;
  plain: number;
  snipsError: number;
  robustError: number;
  plainError: number;
  width: number;
}

function runOnce(seed: number, tally: Tally): void {
  const random = randomFrom(seed);
  const world = makeWorld(random);
  const decisions = Array.from({ length: DECISIONS }, () => decide(world, random));
  const log = withExpectations(world, decisions);
  const estimates = estimatePolicy(log, random);
  const mean = decisions.reduce((sum, { reward }) => sum + reward, 0) / decisions.length;
  const deviation = 1.96 * Math.sqrt((mean * (1 - mean)) / decisions.length);
  tally.runs += 1;
  tally.snips += holds(estimates.snips, world.truth);
  tally.robust += holds(estimates.doublyRobust, world.truth);
  tally.plain += holds({ value: mean, low: mean - deviation, high: mean + deviation }, world.truth);
  tally.snipsError += Math.abs(estimates.snips.value - world.truth);
  tally.robustError += Math.abs(estimates.doublyRobust.value - world.truth);
  tally.plainError += Math.abs(mean - world.truth);
  tally.width += estimates.doublyRobust.high - estimates.doublyRobust.low;
}

function holds({ low, high }: PolicyEstimate, truth: number): number {
  return low <= truth && truth <= high ? 1 : 0;
}

interface World {
  /** The chance that a learner of a kind buys a product. */
  readonly chances: readonly (readonly number[])[];
  readonly loggedFavourite: readonly number[];
  readonly otherFavourite: readonly number[];
  /** What the other policy earns a decision. */
  readonly truth: number;
}

/** The other policy explores less, and mostly another favourite. */
const OTHER_EXPLORED = 0.1;

function makeWorld(random: () => number): World {
  const rows = Array.from({ length: CONTEXTS }, () =>
    Array.from({ length: PRODUCTS }, () => 0.02 + 0.28 * random()),
  );
  const pick = (): number[] => rows.map(() => Math.floor(random() * PRODUCTS));
  const [loggedFavourite, otherFavourite] = [pick(), pick()];
  const truth =
    rows
      .map((row, kind) =>
        row.reduce(
          (sum, chance, product) => sum + chance * chanceOf(otherFavourite[kind], product, OTHER_EXPLORED),
          0,
        ),
      )
      .reduce((sum, one) => sum + one, 0) / CONTEXTS;
  return { chances: rows, loggedFavourite, otherFavourite, truth };
}

function chanceOf(favourite: number | undefined, product: number, explored: number): number {
  return explored / PRODUCTS + (product === favourite ? 1 - explored : 0);
}

interface Decided {
  readonly kind: number;
  readonly product: number;
  readonly reward: number;
}

function decide({ chances, loggedFavourite }: World, random: () => number): Decided {
  const kind = Math.floor(random() * CONTEXTS);
  const isExplored = random() < EXPLORED;
  const product = isExplored ? Math.floor(random() * PRODUCTS) : (loggedFavourite[kind] ?? 0);
  return { kind, product, reward: random() < (chances[kind]?.[product] ?? 0) ? 1 : 0 };
}

/** Each half of the log is expected of by a model of the other half: what a decision earned must not foretell itself. */
function withExpectations(world: World, decisions: readonly Decided[]): LoggedDecision[] {
  const models = [0, 1].map((half) => modelOf(decisions.filter((_, place) => place % 2 !== half)));
  return decisions.map(({ kind, product, reward }, place) => {
    const expected = (one: number): number => models[place % 2]?.(kind, one) ?? 0;
    const target = (one: number): number => chanceOf(world.otherFavourite[kind], one, OTHER_EXPLORED);
    return {
      reward,
      propensity: chanceOf(world.loggedFavourite[kind], product, EXPLORED),
      targetChance: target(product),
      expectedShown: expected(product),
      expectedTarget: Array.from({ length: PRODUCTS }, (_, one) => target(one) * expected(one)).reduce(
        (sum, one) => sum + one,
        0,
      ),
    };
  });
}

/** The share that bought; blind to half of the kinds, so that the correction has something to correct. */
function modelOf(decisions: readonly Decided[]): (kind: number, product: number) => number {
  const shown = new Float64Array(CONTEXTS * PRODUCTS);
  const bought = new Float64Array(CONTEXTS * PRODUCTS);
  const place = (kind: number, product: number): number => Math.floor(kind / 2) * PRODUCTS + product;
  for (const { kind, product, reward } of decisions) {
    shown[place(kind, product)] = (shown[place(kind, product)] ?? 0) + 1;
    bought[place(kind, product)] = (bought[place(kind, product)] ?? 0) + reward;
  }
  return (kind, product) =>
    ((bought[place(kind, product)] ?? 0) + 0.5) / ((shown[place(kind, product)] ?? 0) + 4);
}
