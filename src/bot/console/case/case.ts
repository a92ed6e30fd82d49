import type { Transitions } from '../../../kernel/state-machine.ts';
import type { CaseStatus } from './wire.ts';

/**
 * `waiting` is for the learner's evidence. A decided complaint is opened again when the payer complains on at the
 * gateway.
 */
export const caseTransitions: Transitions<CaseStatus> = {
  open: ['working', 'waiting', 'upheld', 'declined', 'withdrawn'],
  working: ['open', 'waiting', 'upheld', 'declined', 'withdrawn'],
  waiting: ['open', 'working', 'upheld', 'declined', 'withdrawn'],
  upheld: ['open'],
  declined: ['open'],
  withdrawn: ['open'],
};

const SETTLED: readonly CaseStatus[] = ['upheld', 'declined', 'withdrawn'];

/** Nothing is due any more. */
export function isSettled(status: CaseStatus): boolean {
  return SETTLED.includes(status);
}
