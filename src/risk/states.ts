import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { reviewTransitions } from './review/review.ts';
import { ruleTransitions } from './rules/rule.ts';

/** Every table of states of judging. */
export const riskStates: readonly StateTable[] = [
  stateTable({
    name: 'review',
    about: 'A held payment that a person decides.',
    table: reviewTransitions,
    starts: ['open'],
    finals: ['approved', 'rejected', 'expired'],
  }),
  stateTable({
    name: 'risk_rule',
    about: 'A version of a rule of risk.',
    table: ruleTransitions,
    starts: ['draft', 'live'],
    finals: ['live', 'retired'],
  }),
];
