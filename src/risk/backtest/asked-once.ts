import type { Rule } from '../rules/rule.ts';

interface TwoSets {
  readonly live: readonly Rule[];
  readonly draft: readonly Rule[];
}

/**
 * Two sets of rules in which equal expressions are evaluated once for the same facts: a draft mostly differs in few. Call
 * `anew` whenever the facts are others.
 */
export function askedOnce({ live, draft }: TwoSets): TwoSets & { readonly anew: () => void } {
  let turn = 0;
  const known = new Map<string, Rule['applies']>();
  const once = (rule: Rule): Rule => {
    const applies = known.get(rule.expression) ?? remembering(rule.applies, () => turn);
    known.set(rule.expression, applies);
    return { ...rule, applies };
  };
  return {
    live: live.map(once),
    draft: draft.map(once),
    anew: () => {
      turn += 1;
    },
  };
}

function remembering(applies: Rule['applies'], turn: () => number): Rule['applies'] {
  let askedAt = -1;
  let verdict: boolean | null = null;
  return (facts) => {
    if (askedAt === turn()) return verdict;
    askedAt = turn();
    verdict = applies(facts);
    return verdict;
  };
}
