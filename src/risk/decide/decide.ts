import type { Decision, RuleHit } from '../types.ts';
import type { PricedAction } from './price.ts';

export interface Asking {
  readonly hits: readonly Pick<RuleHit, 'action' | 'priority'>[];
  /** What the model asks for; `allow` without one. */
  readonly model: PricedAction;
  /** The least that must be done because something was not known. */
  readonly floor: 'allow' | 'challenge' | 'block';
}

const strength: Readonly<Record<Decision, number>> = { allow: 0, challenge: 1, review: 2, block: 3 };

/**
 * Rules and model made one decision. Precedence: a block by a rule; then an allowing rule, which outweighs the model and
 * every review or challenge of lower priority; then review, then challenge by a rule; then the model. What was not known
 * comes on top: `floor`. Nothing fired: allow. Pure.
 */
export function decide({ hits, model, floor }: Asking): Decision {
  const decided = decideByRules(hits) ?? model;
  return strength[decided] >= strength[floor] ? decided : floor;
}

function decideByRules(hits: Asking['hits']): Decision | null {
  if (hits.length === 0) return null;
  const allowing = Math.max(...prioritiesOf(hits, 'allow'));
  for (const action of ['block', 'review', 'challenge'] as const) {
    const asking = Math.max(...prioritiesOf(hits, action));
    if (asking === Number.NEGATIVE_INFINITY) continue;
    if (action === 'block' || asking >= allowing) return action;
  }
  return 'allow';
}

/** At least one number, so that their maximum is one. */
function prioritiesOf(hits: Asking['hits'], action: Decision): number[] {
  return [
    Number.NEGATIVE_INFINITY,
    ...hits.filter((hit) => hit.action === action).map(({ priority }) => priority),
  ];
}

/** The stronger of two decisions. */
export function stronger<One extends Decision>(one: One, other: One): One {
  return strength[one] >= strength[other] ? one : other;
}
