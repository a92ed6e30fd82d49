import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { reviewTransitions } from './review/review.ts';

/** Every table of states of judging. */
export const riskStates: readonly StateTable[] = [
  stateTable({
    name: 'review',
    about: 'A held payment that a person decides.',
    table: reviewTransitions,
    starts: ['open'],
    finals: ['approved', 'rejected', 'expired'],
  }),
];
