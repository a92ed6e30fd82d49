import { chooseProducts } from '../choose-products.ts';
import {
  drawOf,
  type Experiment,
  type Policy,
  USUAL_POLICY,
  type Variant,
  variantOf,
} from '../experiment/experiment.ts';
import { interleave } from '../experiment/interleave.ts';
import type { ShelfView } from '../shelf.ts';
import type { ChoiceWish, Chosen } from '../types.ts';
import { exploreLast } from './explore.ts';

/** Whose order put a product into its place, and with what chance. Kept with the impression. */
export interface PlannedPlace {
  readonly slot: 'best' | 'explored';
  readonly propensity: number;
  readonly policy: Policy;
  readonly variant: string | null;
}

export interface Plan {
  readonly chosen: Chosen;
  readonly places: ReadonlyMap<string, PlannedPlace>;
  readonly experimentId: string | null;
}

export interface Planning {
  readonly learnerId: string;
  /** Makes the draws: the same list again for the same one. */
  readonly recommendationId: string;
  readonly experiment: Experiment | undefined;
  /** The share of mixed lists whose last place explores. */
  readonly explorationShare: number;
}

/** Chooses by the policy whose turn it is, explores where nothing was asked, and notes the chances. */
export function planList(view: ShelfView, wish: ChoiceWish, planning: Planning): Plan {
  const { experiment, learnerId } = planning;
  if (experiment?.kind === 'interleaving') return planInterleaved(view, wish, { ...planning, experiment });
  const variant = experiment === undefined ? undefined : variantOf(experiment, learnerId);
  const policy = variant?.policy ?? USUAL_POLICY;
  const chosen = chooseBy(policy, view, wish);
  // Where something was asked, a drawn product would be a wrong answer.
  const share = chosen.strategy === 'browse' ? planning.explorationShare : 0;
  const draw = drawOf(planning.recommendationId);
  const placed = exploreLast(chosen.choices, { limit: wish.limit, share, draw });
  const variantName = variant?.name ?? null;
  return {
    chosen: { ...chosen, choices: placed.map(({ choice }) => choice) },
    places: new Map(
      placed.map(({ choice, slot, propensity }) => [
        choice.product.productId,
        { slot, propensity, policy, variant: variantName },
      ]),
    ),
    experimentId: experiment?.experimentId ?? null,
  };
}

function chooseBy(policy: Policy, view: ShelfView, wish: ChoiceWish): Chosen {
  return chooseProducts(view, policy === 'taste' ? wish : { ...wish, taste: undefined });
}

function planInterleaved(
  view: ShelfView,
  wish: ChoiceWish,
  { experiment, recommendationId }: Planning & { readonly experiment: Experiment },
): Plan {
  const [one, other] = experiment.variants as readonly [Variant, Variant];
  const lists = [chooseBy(one.policy, view, wish), chooseBy(other.policy, view, wish)] as const;
  const drafted = interleave([lists[0].choices, lists[1].choices], {
    keyOf: ({ product }) => product.productId,
    draw: (round) => drawOf(`${recommendationId} ${round}`),
  });
  return {
    chosen: { ...lists[0], choices: drafted.map(({ item }) => item) },
    places: new Map(
      drafted.map(({ item, team }) => {
        const { name, policy } = team === 0 ? one : other;
        return [item.product.productId, { slot: 'best', propensity: 1, policy, variant: name }];
      }),
    ),
    experimentId: experiment.experimentId,
  };
}
