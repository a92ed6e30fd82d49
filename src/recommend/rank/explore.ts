import type { Choice } from '../types.ts';

/** With what chance a product stood in its place, and why. */
export interface Placed {
  readonly choice: Choice;
  readonly slot: 'best' | 'explored';
  /** Above 0, at most 1. */
  readonly propensity: number;
}

/** Explored products come from so many that wait below the list. */
const POOL_MAX = 9;

/**
 * Gives the last place of a full list to one of those that wait below it, with the chance `share`; all other places
 * go to the best. Each place carries the chance with which it got this product. `draw` is from 0 to below 1.
 */
export function exploreLast(
  choices: readonly Choice[],
  { limit, share, draw }: { readonly limit: number; readonly share: number; readonly draw: number },
): Placed[] {
  const best = choices.map((choice): Placed => ({ choice, slot: 'best', propensity: 1 }));
  const last = best[limit - 1];
  const pool = best.slice(limit, limit + POOL_MAX);
  if (limit < 3 || last === undefined || pool.length === 0 || share <= 0) return best;
  const kept: Placed = { ...last, propensity: 1 - share };
  if (draw >= share) return best.map((placed) => (placed === last ? kept : placed));
  const explored = pool[Math.min(pool.length - 1, Math.floor((draw / share) * pool.length))] as Placed;
  return best.map((placed) => {
    if (placed === last) return { ...explored, slot: 'explored', propensity: share / pool.length };
    return placed === explored ? last : placed;
  });
}
