import { quickReplies } from '../text/talk.ts';
import type { ProductCard } from '../wire.ts';
import { sayText } from './say.ts';
import type { Answer, ShownList, Turn } from './types.ts';

/** What was shown and may still be sold to this learner. */
export function sellable({ items, withheld }: ShownList): readonly ProductCard[] {
  return withheld === undefined ? items : items.filter(({ productId }) => !withheld.has(productId));
}

/** Says kindly that something is not for this learner. */
export function refused(turn: Turn, sentences: readonly string[]): Answer {
  return {
    drafts: [
      sayText(turn, sentences.join('\n'), { quickReplies: [quickReplies.others, quickReplies.person] }),
    ],
    isWithheld: true,
  };
}
