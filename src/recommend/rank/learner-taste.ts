import { strengthOf } from '../model/relation.ts';
import { RELATION_NAMES, scoreItems, type TasteModel } from '../model/taste-model.ts';
import { topItems } from '../model/top-items.ts';
import type { LearnerTaste, TasteEvidence } from '../types.ts';
import type { Interests } from './interests.ts';

/** So many of a learner's newest products may be named in a reason. */
const NAMED_FROM_MAX = 20;

/** Lends the scores' memory to one learner at a time, so that a turn allocates nothing of the size of the shop. */
export type ReadTaste = (learnerId: string | null) => LearnerTaste;

/** What the model says for a learner; `null` = nothing personal. Read before the next learner's is asked for. */
export function createReadTaste(model: TasteModel, interests: Interests): ReadTaste {
  const scores = new Float32Array(model.itemCount);
  let mostTakers = 1;
  for (let item = 0; item < model.itemCount; item += 1)
    mostTakers = Math.max(mostTakers, interests.takersOf(item));
  return (learnerId) => {
    const own = learnerId === null ? [] : interests.historyOf(learnerId);
    const history = knownItems(own, model.itemCount);
    scoreItems(model, history, scores);
    for (const item of history) scores[item] = Number.NEGATIVE_INFINITY;
    const best = scores[topItems(scores, 1)[0] ?? -1] ?? 0;
    return {
      isPersonal: own.length > 0,
      strengthOf: (productId) => {
        const item = interests.itemOf(productId);
        if (item === undefined || item >= model.itemCount || best <= 0) return 0;
        return Math.min(1, Math.max(0, (scores[item] as number) / best));
      },
      popularityOf: (productId) => {
        const item = interests.itemOf(productId);
        return item === undefined ? 0 : Math.sqrt(Math.min(1, interests.takersOf(item) / mostTakers));
      },
      newest: (count) =>
        own
          .slice(-count)
          .reverse()
          .flatMap((item) => interests.productIdOf(item) ?? []),
      best: (count) =>
        history.length === 0
          ? []
          : [...topItems(scores, count)].flatMap((item) => interests.productIdOf(item) ?? []),
      evidenceFor: (productId) => evidenceFor({ model, interests, history }, productId),
    };
  };
}

/** What came into the log after the model was built waits for the next one. */
function knownItems(history: readonly number[], itemCount: number): readonly number[] {
  return history.every((item) => item < itemCount) ? history : history.filter((item) => item < itemCount);
}

interface Known {
  readonly model: TasteModel;
  readonly interests: Interests;
  readonly history: readonly number[];
}

/**
 * The product of the learner's own that speaks most for another one. Named only when several learners took both
 * (`alike` keeps no other pairs): a reason must not tell what one other person bought.
 */
function evidenceFor({ model, interests, history }: Known, productId: string): TasteEvidence | undefined {
  const item = interests.itemOf(productId);
  if (item === undefined || item >= model.itemCount) return undefined;
  const { relations, blend } = model;
  let best: { source: number; said: number; isNext: boolean } | undefined;
  let fading = 1;
  for (let place = history.length - 1; place >= Math.max(0, history.length - NAMED_FROM_MAX); place -= 1) {
    const source = history[place] as number;
    const said = RELATION_NAMES.reduce(
      (sum, name) => sum + blend[name].weight * strengthOf(relations[name], source, item),
      0,
    );
    const next = strengthOf(relations.next, source, item);
    const isShared = strengthOf(relations.alike, source, item) > 0;
    if (isShared && said * fading > (best?.said ?? 0)) {
      const isNext = next > 2 * strengthOf(relations.next, item, source);
      best = { source, said: said * fading, isNext };
    }
    fading *= blend.similar.decay;
  }
  const sourceProductId = best === undefined ? undefined : interests.productIdOf(best.source);
  if (best === undefined || sourceProductId === undefined) return undefined;
  return { kind: best.isNext ? 'next' : 'alike', sourceProductId };
}
