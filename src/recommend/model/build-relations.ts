import type { Pause } from '../search/search-index.ts';
import { type EaseSettings, easeRows, usualEase } from './ease.ts';
import { countTakers, type Histories, historyOf, packHistories } from './histories.ts';
import { neighbourRows } from './neighbours.ts';
import { collectRelation, type FillRow } from './relation.ts';
import type { Relations } from './taste-model.ts';
import { transitionRows } from './transitions.ts';

export interface BuildingRelations {
  /** EASE sees so many of the most taken items; its cost grows with their third power. */
  readonly easeItemsMax: number;
  /** Entries kept of each row, see `collectRelation`. */
  readonly keptMax: number;
  /** Neighbours that fewer learners share are left out; 1 when left out. */
  readonly sharedMin?: number;
  readonly pause: Pause;
  readonly ease?: EaseSettings;
}

/** How much the takers of the item spoken of count against it among neighbours. */
const NEIGHBOUR_TARGET_POWER = 0.4;

/** Builds the three relations from what learners took. */
export async function buildRelations(histories: Histories, building: BuildingRelations): Promise<Relations> {
  const { itemCount } = histories;
  const collecting = { itemCount, keptMax: building.keptMax, pause: building.pause };
  return {
    similar: await collectRelation(await easeOfMostTaken(histories, building), collecting),
    next: await collectRelation(transitionRows(histories), collecting),
    alike: await collectRelation(
      neighbourRows(histories, NEIGHBOUR_TARGET_POWER, building.sharedMin),
      collecting,
    ),
  };
}

/** EASE over the most taken items only; rows of others stay empty. */
async function easeOfMostTaken(
  histories: Histories,
  { easeItemsMax, pause, ease = usualEase }: BuildingRelations,
): Promise<FillRow> {
  const { itemCount } = histories;
  if (itemCount <= easeItemsMax) return easeRows(histories, ease, pause);
  const kept = mostTaken(histories, easeItemsMax);
  const placeOf = new Int32Array(itemCount).fill(-1);
  kept.forEach((item, place) => {
    placeOf[item] = place;
  });
  const fill = await easeRows(restrict(histories, placeOf, kept.length), ease, pause);
  const small = new Float32Array(kept.length);
  return (item, row) => {
    const place = placeOf[item] as number;
    if (place < 0) return;
    fill(place, small);
    kept.forEach((other, otherPlace) => {
      row[other] = small[otherPlace] as number;
    });
  };
}

function mostTaken(histories: Histories, count: number): Uint32Array {
  const takers = countTakers(histories);
  const order = Uint32Array.from(takers, (_, item) => item);
  order.sort((a, b) => (takers[b] as number) - (takers[a] as number) || a - b);
  return order.slice(0, count).sort();
}

function restrict(histories: Histories, placeOf: Int32Array, itemCount: number): Histories {
  const lists: Uint32Array[] = [];
  for (let learner = 0; learner < histories.learnerCount; learner += 1) {
    const places = historyOf(histories, learner)
      .filter((item) => (placeOf[item] as number) >= 0)
      .map((item) => placeOf[item] as number);
    if (places.length > 0) lists.push(places);
  }
  return packHistories(lists, itemCount);
}
