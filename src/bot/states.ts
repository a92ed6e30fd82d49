import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { approvalTransitions, caseTransitions } from './console/index.ts';
import { stepTransitions } from './dialog/steps.ts';
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
  stateTable({
    name: 'dialog step',
    about: 'What the bot waits for after an answer; whatever else is said interrupts it.',
    table: stepTransitions,
    starts: ['none'],
    finals: ['none'],
  }),
  stateTable({
    name: 'approval',
    about: 'What is above the limits of who asks for it: a second person decides.',
    table: approvalTransitions,
    starts: ['requested'],
    finals: ['approved', 'declined', 'withdrawn', 'expired'],
  }),
  stateTable({
    name: 'case',
    about: 'A complaint, a minor’s purchase or an appeal that a person settles by a date.',
    table: caseTransitions,
    starts: ['open'],
    finals: ['upheld', 'declined', 'withdrawn'],
  }),
];
