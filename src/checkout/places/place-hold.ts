import type { Transitions } from '../../kernel/state-machine.ts';

export type PlaceHoldState = 'held' | 'sold' | 'returned';

/** Try, confirm, cancel. A returned place is taken again when money that was thought lost arrives after all. */
export const placeHoldTransitions: Transitions<PlaceHoldState> = {
  held: ['sold', 'returned'],
  sold: ['returned'],
  returned: ['held'],
};
