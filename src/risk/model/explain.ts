import { calibrate } from './calibration.ts';
import { type Layer, networkLogit, rectify } from './network.ts';
import { groupNames, groupPlaces, type ReasonGroup } from './reason-groups.ts';
import { type RiskModel, scaledVector } from './risk-model.ts';
import { treesLogit } from './trees.ts';

export interface Explanation {
  /** The logit of the average payment of the training. */
  readonly baseline: number;
  /** Exact Shapley values of the groups: with the baseline they add up to the logit of the calibrated score. */
  readonly parts: readonly { readonly group: ReasonGroup; readonly logit: number }[];
}

const GROUPS = groupNames.length;
const SUBSETS = 1 << GROUPS;

/**
 * Why a payment scored as it did: the mean, over every order in which groups of features could become known, of what each adds.
 * What is not known yet stands at the average of the training. 256 subsets, so that it is exact and never sampled.
 */
export function explain(model: RiskModel, vector: Float64Array): Explanation {
  const logits = logitsOfSubsets(model, vector);
  const parts = groupNames.map((group, place) => ({ group, logit: shapleyOf(logits, place) }));
  return { baseline: logits[0] as number, parts };
}

function shapleyOf(logits: Float64Array, place: number): number {
  const bit = 1 << place;
  let sum = 0;
  for (let subset = 0; subset < SUBSETS; subset += 1) {
    if ((subset & bit) !== 0) continue;
    sum +=
      (weights[bitsOf(subset)] as number) * ((logits[subset | bit] as number) - (logits[subset] as number));
  }
  return sum;
}

/** By how many groups are known already: |S|! (n − |S| − 1)! / n!. */
const weights: readonly number[] = Array.from({ length: GROUPS }, (_, known) => {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return (factorial(known) * factorial(GROUPS - known - 1)) / factorial(GROUPS);
});

function bitsOf(subset: number): number {
  let count = 0;
  for (let rest = subset; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** The calibrated logit for every subset of known groups, visited so that each differs from the last by one group. */
function logitsOfSubsets(model: RiskModel, vector: Float64Array): Float64Array {
  const logits = new Float64Array(SUBSETS);
  const walk = model.family.kind === 'trees' ? treesWalk(model, vector) : networkWalk(model, vector);
  logits[0] = calibrate(model.calibration, walk.logit());
  let subset = 0;
  for (let step = 1; step < SUBSETS; step += 1) {
    const place = 31 - Math.clz32(step & -step);
    subset ^= 1 << place;
    walk.toggle(place, (subset & (1 << place)) !== 0);
    logits[subset] = calibrate(model.calibration, walk.logit());
  }
  return logits;
}

interface Walk {
  readonly toggle: (place: number, isKnown: boolean) => void;
  readonly logit: () => number;
}

function treesWalk({ family, means }: RiskModel, vector: Float64Array): Walk {
  if (family.kind !== 'trees') throw new Error('these are no trees');
  const { trees } = family;
  const masked = Float64Array.from(means);
  return {
    toggle: (place, isKnown) => {
      for (const column of groupPlaces[place] ?? [])
        masked[column] = (isKnown ? vector[column] : means[column]) as number;
    },
    logit: () => treesLogit(trees, masked),
  };
}

/** Sums of the first layer are kept by group: a group that becomes known costs one addition for each unit. */
function networkWalk(model: RiskModel, vector: Float64Array): Walk {
  const { family } = model;
  if (family.kind !== 'network') throw new Error('this is no network');
  const [first, ...rest] = family.network.layers as readonly [Layer, ...Layer[]];
  const scaled = scaledVector(vector, model);
  const ofGroup = groupPlaces.map((places) => sumsOf(first, places, scaled));
  const sums = Float64Array.from(first.biases);
  const hidden = new Float64Array(first.units);
  const scratch = family.scratch.slice(1);
  const above = { width: first.units, layers: rest };
  return {
    toggle: (place, isKnown) => {
      const added = ofGroup[place] as Float64Array;
      for (let unit = 0; unit < sums.length; unit += 1)
        sums[unit] = (sums[unit] as number) + (isKnown ? 1 : -1) * (added[unit] as number);
    },
    logit: () => {
      if (rest.length === 0) return sums[0] as number;
      hidden.set(sums);
      rectify(hidden);
      return networkLogit(above, hidden, scratch);
    },
  };
}

function sumsOf(
  { units, weights: kernel }: Layer,
  places: readonly number[],
  scaled: Float64Array,
): Float64Array {
  const sums = new Float64Array(units);
  for (const place of places)
    for (let unit = 0; unit < units; unit += 1)
      sums[unit] =
        (sums[unit] as number) + (scaled[place] as number) * (kernel[place * units + unit] as number);
  return sums;
}
