import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { planTransitions } from './models/model-plan.ts';
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
  stateTable({
    name: 'risk_model_plan',
    about: 'What a model of risk is to do: champion, challenger or shadow.',
    table: planTransitions,
    starts: ['requested', 'live'],
    finals: ['live', 'declined', 'ended'],
  }),
];
