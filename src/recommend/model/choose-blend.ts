import type { Pause } from '../search/search-index.ts';
import { historyOf } from './histories.ts';
import type { HeldOut } from './hold-out.ts';
import { measureRanking } from './ranking-quality.ts';
import {
  addHistory,
  type Blend,
  type BlendPart,
  RELATION_NAMES,
  type RelationName,
  type Relations,
} from './taste-model.ts';
import { topItems } from './top-items.ts';

/** Learners a choice is made on; more of them hardly change it. */
const SAMPLE_MAX = 2_000;
const DECAYS = [1, 0.9, 0.8, 0.7, 0.5];
const WEIGHTS = [0, 0.1, 0.2, 0.4, 0.7, 1, 1.5];
const ROUNDS = 2;
const LIST_LENGTH = 20;

/**
 * Chooses weight and decay of each relation by NDCG@20 on what was held out: first the decay of each alone, then
 * the weights in turn beside the relation that is best alone. `relations` must not have seen what was held out.
 */
export async function chooseBlend(relations: Relations, heldOut: HeldOut, pause: Pause): Promise<Blend> {
  const sample = sampleOf(heldOut, relations.similar.itemCount);
  const heard = {} as Record<RelationName, Heard>;
  for (const name of RELATION_NAMES) heard[name] = await hearAlone(relations, { name, sample, pause });
  const best = RELATION_NAMES.reduce((one, other) => (heard[other].ndcg > heard[one].ndcg ? other : one));
  const weights: Record<RelationName, number> = { similar: 0, next: 0, alike: 0, [best]: 1 };
  let bestNdcg = heard[best].ndcg;
  const others = RELATION_NAMES.filter((name) => name !== best);
  for (const name of Array.from({ length: ROUNDS }, () => others).flat()) {
    for (const weight of WEIGHTS) {
      await pause();
      const tried = { ...weights, [name]: weight };
      const ndcg = judge(sample, (learner, scores) => mix(heard, { weights: tried, learner }, scores));
      if (ndcg > bestNdcg) [bestNdcg, weights[name]] = [ndcg, weight];
    }
  }
  const partOf = (name: RelationName): BlendPart => ({ weight: weights[name], decay: heard[name].decay });
  return { similar: partOf('similar'), next: partOf('next'), alike: partOf('alike') };
}

interface Sample {
  readonly heldOut: HeldOut;
  readonly learners: readonly number[];
  readonly itemCount: number;
}

/** Evenly spread over the learners of whom something was held out. */
function sampleOf(heldOut: HeldOut, itemCount: number): Sample {
  const able = heldOut.taken.flatMap((taken, learner) => (taken.length > 0 ? [learner] : []));
  const step = Math.max(1, able.length / SAMPLE_MAX);
  const count = Math.min(able.length, SAMPLE_MAX);
  const learners = Array.from({ length: count }, (_, place) => able[Math.floor(place * step)] as number);
  return { heldOut, learners, itemCount };
}

interface Heard {
  readonly decay: number;
  readonly ndcg: number;
  /** What the relation says alone, one row for each learner of the sample. */
  readonly scores: Float32Array;
}

async function hearAlone(
  relations: Relations,
  { name, sample, pause }: { readonly name: RelationName; readonly sample: Sample; readonly pause: Pause },
): Promise<Heard> {
  const { itemCount, learners, heldOut } = sample;
  let best: Heard | undefined;
  for (const decay of DECAYS) {
    const scores = new Float32Array(learners.length * itemCount);
    for (const [place, learner] of learners.entries()) {
      if (place % 16 === 0) await pause();
      const history = historyOf(heldOut.histories, learner);
      const row = scores.subarray(place * itemCount, (place + 1) * itemCount);
      addHistory(relations[name], { history, part: { weight: 1, decay } }, row);
    }
    const ndcg = judge(sample, (place, row) =>
      row.set(scores.subarray(place * itemCount, (place + 1) * itemCount)),
    );
    if (best === undefined || ndcg > best.ndcg) best = { decay, ndcg, scores };
  }
  return best as Heard;
}

function mix(
  heard: Readonly<Record<RelationName, Heard>>,
  {
    weights,
    learner,
  }: { readonly weights: Readonly<Record<RelationName, number>>; readonly learner: number },
  scores: Float32Array,
): void {
  scores.fill(0);
  for (const name of RELATION_NAMES) {
    const weight = weights[name];
    if (weight === 0) continue;
    const all = heard[name].scores;
    const from = learner * scores.length;
    for (let item = 0; item < scores.length; item += 1) {
      scores[item] = (scores[item] as number) + weight * (all[from + item] as number);
    }
  }
}

/** NDCG@20 over the sample; `fill` writes the scores of one of its learners. */
function judge(
  { learners, heldOut, itemCount }: Sample,
  fill: (place: number, scores: Float32Array) => void,
): number {
  const quality = measureRanking(itemCount);
  const scores = new Float32Array(itemCount);
  learners.forEach((learner, place) => {
    fill(place, scores);
    for (const item of historyOf(heldOut.histories, learner)) scores[item] = Number.NEGATIVE_INFINITY;
    quality.add(topItems(scores, LIST_LENGTH), heldOut.taken[learner] as Uint32Array);
  });
  return quality.figures().ndcg20;
}
