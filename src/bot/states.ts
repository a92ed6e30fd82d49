import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { handoffTransitions } from './handoff/handoff.ts';

/** Every table of states of talking. */
export const botStates: readonly StateTable[] = [
  stateTable({
    name: 'handoff',
    about: 'Passing a conversation to a person.',
    table: handoffTransitions,
    starts: ['queued'],
    finals: ['completed', 'failed'],
  }),
];
