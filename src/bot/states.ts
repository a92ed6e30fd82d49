import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { conversationTransitions } from './handoff/handoff.ts';

/** Every table of states of talking. */
export const botStates: readonly StateTable[] = [
  stateTable({
    name: 'conversation',
    about: 'Who has a conversation: the bot, the line, an agent.',
    table: conversationTransitions,
    starts: ['bot'],
    finals: ['bot', 'closed'],
  }),
];
