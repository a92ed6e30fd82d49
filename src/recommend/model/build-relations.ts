import type { Pause } from '../search/search-index.ts';
import { type EaseSettings, easeRows, usualEase } from './ease.ts';
import type { Histories } from './histories.ts';
import { keepMostTaken } from './keep-most-taken.ts';
import { neighbourRows } from './neighbours.ts';
import { addTo, collectRelation, emptyRow, type FillRow } from './relation.ts';
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
  const { histories: most, kept, placeOf } = keepMostTaken(histories, easeItemsMax);
  const fill = await easeRows(most, ease, pause);
  const small = emptyRow(kept.length);
  return (item, row) => {
    const place = placeOf[item] as number;
    if (place < 0) return;
    small.values.fill(0);
    small.count = 0;
    fill(place, small);
    for (const other of small.touched.subarray(0, small.count))
      addTo(row, kept[other] as number, small.values[other] as number);
  };
}
