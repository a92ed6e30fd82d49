import type { Choice } from './types.ts';

/** How much of its score a product can lose for resembling one above it. */
const SAMENESS_WEIGHT = 0.2;

/**
 * Orders choices by score, a little varied: one language of a content only, and among near equals rather
 * another author, kind or subject. At most four times `limit` come back.
 */
export function varyChoices(choices: readonly Choice[], limit: number): Choice[] {
  const waiting = [...choices].sort((a, b) => b.score - a.score).slice(0, limit * 10);
  const chosen: Choice[] = [];
  while (waiting.length > 0 && chosen.length < limit * 4) {
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    waiting.forEach((choice, place) => {
      const score = choice.score * (1 - SAMENESS_WEIGHT * samenessOf(choice, chosen));
      if (score > bestScore) [best, bestScore] = [place, score];
    });
    const [next] = waiting.splice(best, 1);
    if (next !== undefined && !chosen.some((known) => isTranslation(known, next))) chosen.push(next);
  }
  return chosen;
}

function isTranslation(a: Choice, b: Choice): boolean {
  return a.product.translationGroup !== null && a.product.translationGroup === b.product.translationGroup;
}

/** 0 for nothing in common with any chosen one, 1 for the same author, kind and subjects as one. */
function samenessOf(choice: Choice, chosen: readonly Choice[]): number {
  return chosen.reduce((most, known) => Math.max(most, likeness(choice, known)), 0);
}

function likeness({ product: a }: Choice, { product: b }: Choice): number {
  const shared = a.topicIds.filter((topicId) => b.topicIds.includes(topicId)).length;
  const all = new Set([...a.topicIds, ...b.topicIds]).size;
  const subject = all === 0 ? 0 : shared / all;
  const author = a.author !== null && a.author === b.author ? 1 : 0;
  const kind = a.kind === b.kind ? 1 : 0;
  return 0.5 * subject + 0.3 * author + 0.2 * kind;
}
