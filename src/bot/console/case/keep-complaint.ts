import type { Language } from '../../../identity/wire.ts';
import type { Queries } from '../../../kernel/db/database.ts';
import type { GatewayComplaint } from '../../../kernel/db/tables.ts';
import type { Subscription } from '../../../kernel/outbox.ts';
import { transition } from '../../../kernel/state-machine.ts';
import { tellBeside } from '../told.ts';
import { beginCase, type CaseDeps, entryOf } from './begin-case.ts';
import { caseTransitions, isSettled } from './case.ts';
import { type Case, findCaseAbout, insertCaseEntry, lockCase, updateCase } from './store.ts';

/** Every complaint of a payer at a gateway has a case; one that goes on after it was settled opens it again. */
export function keepComplaints(deps: CaseDeps): Subscription {
  return {
    name: 'bot.keep_complaint_cases',
    types: ['complaint.opened', 'complaint.updated'],
    handle: async ({ subjectId: complaintId }) => {
      const complaint = await findComplaint(deps.db.query, complaintId);
      if (complaint === undefined) throw new Error(`there is no complaint ${complaintId}`);
      const known = await findCaseAbout(deps.db.query, { kind: 'complaint', subjectId: complaintId });
      if (known === undefined) await open(deps, complaint);
      else await goOn(deps, known.caseId, complaint);
      tellBeside(deps, { what: 'cases', conversationId: complaint.conversationId });
    },
  };
}

async function open(deps: CaseDeps, complaint: GatewayComplaint): Promise<void> {
  const { complaintId, gateway, learnerId, conversationId, paymentId, orderId, reason } = complaint;
  const language = await languageOf(deps.db.query, orderId);
  await deps.db.transact(async (tx) => {
    await beginCase(deps, tx, {
      kind: 'complaint',
      subject: gateway,
      subjectId: complaintId,
      ...{ learnerId, conversationId, paymentId, orderId, language },
      staffId: null,
      text: reason,
    });
  });
}

/** The gateway said more: whose it is, or that the payer complains on. */
async function goOn(deps: CaseDeps, caseId: string, complaint: GatewayComplaint): Promise<void> {
  const { learnerId, conversationId, paymentId, orderId, reason, status } = complaint;
  await deps.db.transact(async (tx) => {
    const known = await lockCase(tx, { caseId, livemode: deps.livemode ? 1 : 0 });
    if (known === undefined) return;
    const updatedAtMs = deps.clock.wallMs();
    const facts = { learnerId, conversationId, paymentId, orderId, updatedAtMs };
    const goesOn =
      isSettled(known.status) && status !== 'closed' && complaint.updatedAtMs > known.updatedAtMs;
    await updateCase(tx, caseId, { ...facts, ...(goesOn && reopened(known, updatedAtMs)) });
    if (!goesOn) return;
    await insertCaseEntry(tx, entryOf(deps, { caseId, kind: 'moved', staffId: null, text: reason }));
  });
}

function reopened({ kind, subjectId, status, dueAtMs, openedAtMs }: Case, nowMs: number) {
  return {
    status: transition(caseTransitions, status, 'open'),
    openKey: `${kind}:${subjectId}`,
    closedAtMs: null,
    dueAtMs: nowMs + dueAtMs - openedAtMs,
  };
}

function findComplaint(queries: Queries, complaintId: string): Promise<GatewayComplaint | undefined> {
  return queries
    .selectFrom('gateway_complaint')
    .selectAll()
    .where('complaintId', '=', complaintId)
    .executeTakeFirst();
}

async function languageOf(queries: Queries, orderId: string | null): Promise<Language> {
  if (orderId === null) return 'zh';
  const row = await queries
    .selectFrom('orders')
    .select('language')
    .where('orderId', '=', orderId)
    .executeTakeFirst();
  return row?.language === 'en' ? 'en' : 'zh';
}
