import { type BuildingRelations, buildRelations } from './build-relations.ts';
import { chooseBlend } from './choose-blend.ts';
import type { Histories } from './histories.ts';
import { holdOutLast } from './hold-out.ts';
import { keepMostTaken } from './keep-most-taken.ts';
import { type Blend, type TasteModel, usualBlend } from './taste-model.ts';

export interface LearningTaste extends BuildingRelations {
  /** Left out: chosen on what learners took last, when enough of them took something before it. */
  readonly blend?: Blend;
}

/** With fewer learners a choice would follow chance. */
const CHOICE_LEARNERS_MIN = 500;

/** Learns from histories: chooses the blend unless it is given, then builds on all of them. */
export async function learnTaste(histories: Histories, learning: LearningTaste): Promise<TasteModel> {
  const blend = learning.blend ?? (await chooseByLast(histories, learning));
  return { itemCount: histories.itemCount, relations: await buildRelations(histories, learning), blend };
}

async function chooseByLast(histories: Histories, learning: LearningTaste): Promise<Blend> {
  // The blend of the most taken items serves them all: a choice among every item of a large shop would cost too much.
  const isLarge = histories.itemCount > learning.easeItemsMax;
  const heldOut = holdOutLast(
    isLarge ? keepMostTaken(histories, learning.easeItemsMax).histories : histories,
  );
  const able = heldOut.taken.filter((taken) => taken.length > 0).length;
  if (able < CHOICE_LEARNERS_MIN) return usualBlend;
  return chooseBlend(await buildRelations(heldOut.histories, learning), heldOut, learning.pause);
}
