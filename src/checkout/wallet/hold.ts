import type { Transitions } from '../../kernel/state-machine.ts';

export type HoldState = 'held' | 'posted' | 'voided' | 'expired';

/** A hold ends once: its money is taken, let go, or let go because nobody ended it in time. */
export const holdTransitions: Transitions<HoldState> = {
  held: ['posted', 'voided', 'expired'],
  posted: [],
  voided: [],
  expired: [],
};

/** `spend`: for a payment. `withdrawal`: the unspent part of a top-up on its way back. */
export type HoldPurpose = 'spend' | 'withdrawal';

/** What keeps a second hold for the same thing out: set while held, null afterwards. */
export function openKeyOf(hold: { purpose: HoldPurpose; subjectId: string }): string {
  return `${hold.purpose}:${hold.subjectId}`;
}
