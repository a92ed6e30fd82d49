import type { Tx } from '../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../kernel/outbox.ts';
import type { HandoffRow } from './store.ts';
import type { SlaTimerName } from './wire.ts';

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
/** One agent was asked to take it. */
export const handoffOffered = tell('handoff.offered');
export const handoffAccepted = tell('handoff.accepted');
/** The agent went away: the conversation is in the line again. */
export const handoffReturned = tell('handoff.returned');
/** An agent passed it on to another one, or to a skill. */
export const handoffTransferred = tell('handoff.transferred');
/** An agent gave the conversation back to the bot. */
export const handoffCompleted = tell('handoff.completed');
/** The learner left the line. */
export const handoffCanceled = tell('handoff.canceled');
/** People are done with it, and the conversation is closed. */
export const handoffClosed = tell('handoff.closed');

interface Broken {
  readonly handoff: HandoffRow;
  readonly timer: SlaTimerName;
  readonly dueAtMs: number;
}

/** A promise to a learner was not kept. */
export function slaBreached(deps: Deps, tx: Tx, { handoff, timer, dueAtMs }: Broken): Promise<string> {
  const { handoffId, learnerId, conversationId, priority, acceptedBy } = handoff;
  return appendEvent(deps, tx, {
    type: 'sla.breached',
    subjectId: handoffId,
    learnerId,
    conversationId,
    livemode: deps.livemode,
    payload: { timer, dueAtMs, priority, staffId: acceptedBy },
  });
}

interface Rated {
  readonly csatId: string;
  readonly learnerId: string;
  readonly conversationId: string;
  readonly staffId: string | null;
  /** Left out while it is only asked. */
  readonly score?: number;
}

const tellCsat =
  (type: string) =>
  (deps: Deps, tx: Tx, { csatId, learnerId, conversationId, staffId, score }: Rated): Promise<string> =>
    appendEvent(deps, tx, {
      type,
      subjectId: csatId,
      learnerId,
      conversationId,
      livemode: deps.livemode,
      payload: { staffId, ...(score === undefined ? {} : { score }) },
    });

export const csatAsked = tellCsat('csat.asked');
export const csatAnswered = tellCsat('csat.answered');

/** A learner wrote into a closed thread: it is open again, with the bot. */
export function conversationReopened(
  deps: Deps,
  tx: Tx,
  { conversationId, learnerId }: { conversationId: string; learnerId: string },
): Promise<string> {
  return appendEvent(deps, tx, {
    type: 'conversation.reopened',
    subjectId: conversationId,
    learnerId,
    conversationId,
    livemode: deps.livemode,
    payload: {},
  });
}
