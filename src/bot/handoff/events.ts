import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { HandoffRow } from './store.ts';

type Deps = OutboxDeps & { livemode: boolean };

interface Told {
  readonly handoff: HandoffRow;
  /** Who did it; null for the learner, the bot and the house. */
  readonly staffId?: string | null;
  /** Place in the line when it was entered. */
  readonly position?: number;
}

const tell = (type: string) => (deps: Deps, tx: Tx, told: Told) => {
  const { handoff, staffId = null, position } = told;
  return appendEvent(deps, tx, {
    type,
    subjectId: handoff.handoffId,
    learnerId: handoff.learnerId,
    conversationId: handoff.conversationId,
    livemode: deps.livemode,
    payload: {
      reason: handoff.reason,
      language: handoff.language,
      staffId,
      ...(position === undefined ? {} : { position }),
    },
  });
};

export const handoffRequested = tell('handoff.requested');
export const handoffAccepted = tell('handoff.accepted');
/** The agent went away: the conversation is in the line again. */
export const handoffReturned = tell('handoff.returned');
/** An agent gave the conversation back to the bot. */
export const handoffCompleted = tell('handoff.completed');
/** The learner left the line. */
export const handoffCanceled = tell('handoff.canceled');
