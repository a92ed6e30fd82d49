import type { Decision, RuleHit } from './types.ts';

/** What the model says of a press; null when there is none. */
export interface Opinion {
  readonly score: number;
  readonly challengeAt: number;
}

/**
 * Rules and model made one decision. Precedence: block, then review, then challenge by a rule; an allowing rule
 * outweighs the model but no other rule; the model comes last and may at most ask for a challenge, since it has seen
 * only simulated labels. Nothing fired: allow. Pure.
 */
export function decide(hits: readonly Pick<RuleHit, 'action'>[], opinion: Opinion | null): Decision {
  const asked = new Set(hits.map(({ action }) => action));
  for (const decision of ['block', 'review', 'challenge', 'allow'] as const)
    if (asked.has(decision)) return decision;
  return opinion !== null && opinion.score >= opinion.challengeAt ? 'challenge' : 'allow';
}
