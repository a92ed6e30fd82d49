import type { Pause } from '../search/search-index.ts';
import { countTakers, findOccurrences, type Histories } from './histories.ts';
import { addTo, type FillRow } from './relation.ts';
import { invertSymmetric } from './symmetric-inverse.ts';

/** How the closed form is made. */
export interface EaseSettings {
  /** Learners who took much count less: each by this power of how much. */
  readonly learnerPower: number;
  /** Items that many took count less: each by this power of how many. */
  readonly itemPower: number;
  /** The ridge, in multiples of √(mean takers of an item × mean items of a learner). */
  readonly ridge: number;
  /** Share of an item's own weight added to its ridge: the same as leaving out inputs at random while training. */
  readonly dropout: number;
}

/** Chosen on learners held out of the training data of two public sets; see docs/RECOMMENDING.md. */
export const usualEase: EaseSettings = { learnerPower: 0.5, itemPower: 0.2, ridge: 6, dropout: 0.33 };

/**
 * A linear model that foretells each item from all others, none from itself: EASE (Steck 2019) with the ridge of
 * a denoising autoencoder (Steck 2020), learners and items weighted by how much there is of them. Needs
 * `itemCount`² numbers and a third power of time: for some thousand items.
 */
export async function easeRows(histories: Histories, settings: EaseSettings, pause: Pause): Promise<FillRow> {
  const { itemCount: n } = histories;
  const itemWeights = weighItems(histories, settings.itemPower);
  const matrix = await sharedTakers(histories, { settings, itemWeights, pause });
  const ridge = settings.ridge * typicalCount(histories);
  for (let item = 0; item < n; item += 1) {
    const own = matrix[item * n + item] as number;
    matrix[item * n + item] = own * (1 + settings.dropout) + ridge;
  }
  await invertSymmetric(matrix, n, pause);
  return (item, row) => {
    const weight = itemWeights[item] as number;
    for (let target = 0; target < n; target += 1) {
      if (target === item) continue;
      const own = matrix[target * n + target] as number;
      addTo(row, target, (-weight * (matrix[item * n + target] as number)) / own);
    }
  };
}

function typicalCount({ items, itemCount, learnerCount }: Histories): number {
  return Math.max(1, items.length) / Math.sqrt(Math.max(1, itemCount) * Math.max(1, learnerCount));
}

/** Falls with the number of takers; the sum over all that was taken stays what it was. */
function weighItems(histories: Histories, power: number): Float64Array {
  const takers = countTakers(histories);
  const weights = takers.map((count) => Math.max(1, count) ** -power);
  const sum = takers.reduce((total, count, item) => total + count * (weights[item] as number), 0);
  const factor = histories.items.length / Math.max(sum, Number.MIN_VALUE);
  return weights.map((weight) => weight * factor);
}

function weighLearners({ starts, learnerCount, items }: Histories, power: number): Float64Array {
  const weights = new Float64Array(learnerCount);
  let sum = 0;
  for (let learner = 0; learner < learnerCount; learner += 1) {
    const count = (starts[learner + 1] as number) - (starts[learner] as number);
    weights[learner] = Math.max(1, count) ** -power;
    sum += count * (weights[learner] as number);
  }
  const factor = items.length / Math.max(sum, Number.MIN_VALUE);
  return weights.map((weight) => weight * factor);
}

interface Sharing {
  readonly settings: EaseSettings;
  readonly itemWeights: Float64Array;
  readonly pause: Pause;
}

const ROWS_PER_PORTION = 16;

/** For each two items the weight of the learners who took both. */
async function sharedTakers(
  histories: Histories,
  { settings, itemWeights, pause }: Sharing,
): Promise<Float64Array> {
  const { itemCount: n, starts, items } = histories;
  const occurrences = findOccurrences(histories);
  const learnerWeights = weighLearners(histories, settings.learnerPower);
  const matrix = new Float64Array(n * n);
  for (let item = 0; item < n; item += 1) {
    if (item % ROWS_PER_PORTION === 0) await pause();
    const row = matrix.subarray(item * n, (item + 1) * n);
    const end = occurrences.starts[item + 1] as number;
    for (let occurrence = occurrences.starts[item] as number; occurrence < end; occurrence += 1) {
      const learner = occurrences.learners[occurrences.places[occurrence] as number] as number;
      const weight = learnerWeights[learner] as number;
      const last = starts[learner + 1] as number;
      for (let place = starts[learner] as number; place < last; place += 1) {
        const other = items[place] as number;
        row[other] = (row[other] as number) + weight;
      }
    }
    const own = itemWeights[item] as number;
    for (let other = 0; other < n; other += 1) {
      row[other] = (row[other] as number) * own * (itemWeights[other] as number);
    }
  }
  return matrix;
}
