import type { Tx } from '../../../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../../../kernel/outbox.ts';
import type { Case } from './store.ts';

type Deps = OutboxDeps & { readonly livemode: boolean };

const tell = (type: string) => (deps: Deps, tx: Tx, about: Case) => {
  const { caseId, kind, subject, status, paymentId, ownerId } = about;
  return appendEvent(deps, tx, {
    type,
    subjectId: caseId,
    learnerId: about.learnerId,
    conversationId: about.conversationId,
    livemode: deps.livemode,
    payload: { caseId, kind, subject, status, paymentId, staffId: ownerId },
  });
};

/** Somebody, or a gateway, brought something that a person has to settle by a date. */
export const caseOpened = tell('case.opened');
/** A person settled it. */
export const caseDecided = tell('case.decided');
