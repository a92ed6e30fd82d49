import { addRow, type Relation } from './relation.ts';

/** `similar`: EASE. `next`: what was taken soon after. `alike`: taken by the same learners, by counting. */
export const RELATION_NAMES = ['similar', 'next', 'alike'] as const;
export type RelationName = (typeof RELATION_NAMES)[number];
export type Relations = Readonly<Record<RelationName, Relation>>;

/** How much one relation has to say, and how fast what was taken longer ago fades: by this factor an item. */
export interface BlendPart {
  readonly weight: number;
  readonly decay: number;
}
export type Blend = Readonly<Record<RelationName, BlendPart>>;

/** Used while there is too little to choose by; chosen on learners held out of a public set of courses. */
export const usualBlend: Blend = {
  similar: { weight: 1, decay: 0.8 },
  next: { weight: 1, decay: 0.5 },
  alike: { weight: 0.3, decay: 0.8 },
};

/** What taking items says of taking others. */
export interface TasteModel {
  readonly itemCount: number;
  readonly relations: Relations;
  readonly blend: Blend;
}

/** What faded to less than this says nothing any more. */
const WEIGHT_MIN = 0.005;

/** Writes how much a history (oldest first) speaks for each item. What is in the history itself is scored too. */
export function scoreItems(
  { relations, blend }: TasteModel,
  history: ArrayLike<number>,
  scores: Float32Array,
): void {
  scores.fill(0);
  for (const name of RELATION_NAMES) {
    if (blend[name].weight !== 0) addHistory(relations[name], { history, part: blend[name] }, scores);
  }
}

/** Adds what one relation says of a history. */
export function addHistory(
  relation: Relation,
  { history, part }: { readonly history: ArrayLike<number>; readonly part: BlendPart },
  scores: Float32Array,
): void {
  let fading = 1;
  for (let place = history.length - 1; place >= 0 && fading >= WEIGHT_MIN; place -= 1) {
    addRow(relation, { item: history[place] as number, weight: part.weight * fading }, scores);
    fading *= part.decay;
  }
}
