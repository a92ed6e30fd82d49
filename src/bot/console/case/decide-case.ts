import {
  fingerprintOf,
  type GivenAnswer,
  type RefundPart,
  refundByStaff,
  runOnce,
} from '../../../checkout/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { canTransition, transition } from '../../../kernel/state-machine.ts';
import { maskSensitive } from '../../conversation/mask.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { consoleErrors } from '../errors.ts';
import { giverOf } from '../sell/giver.ts';
import { tellBeside } from '../told.ts';
import { entryOf } from './begin-case.ts';
import { caseTransitions, isSettled } from './case.ts';
import { type OfCase, requireCaseOwner } from './change-case.ts';
import { caseDecided } from './events.ts';
import { type Case, findCaseEntries, insertCaseEntry, lockCase, updateCase } from './store.ts';
import type { DecideCaseBody } from './wire.ts';

export interface DecideCase extends OfCase {
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly body: DecideCaseBody;
}

/**
 * Settles a case, acts on it and has the learner told, in one transaction: money goes back within the caller's caps, a
 * refused payment may be made. Throws `not_found`, `case_not_yours`, `case_settled`, `case_evidence_missing`,
 * `staff_own_account`, `staff_cap_exceeded` and the refusals of a refund.
 */
export async function decideCase(deps: ConsoleOpsDeps, command: DecideCase): Promise<GivenAnswer> {
  const { caller, caseId, key, body } = command;
  const request = {
    scope: `staff:${caller.staffId}:case.decide`,
    key,
    fingerprint: fingerprintOf({ caseId, ...body }),
  };
  const answer = await runOnce(deps.checkout, request, async (tx) => {
    const known = await lockCase(tx, { caseId, livemode: deps.livemode ? 1 : 0 });
    if (known === undefined) throw new DomainError(kernelErrors.not_found);
    requireCaseOwner(caller, known);
    if (isSettled(known.status) || !canTransition(caseTransitions, known.status, body.outcome))
      throw new DomainError(consoleErrors.case_settled, { extensions: { status: known.status } });
    if (body.outcome === 'upheld') await requireEvidence(tx, known);
    const refundIds = body.outcome === 'upheld' ? await act(deps, tx, { known, command }) : [];
    await settle(deps, tx, { known, command, refundIds });
    return { status: 200, body: { caseId, status: body.outcome, refundIds } };
  });
  if (!answer.replayed) tellBeside(deps, { what: 'cases', conversationId: null });
  return answer;
}

/** That the payer is a child is a claim until somebody has seen the proof. */
async function requireEvidence(tx: Tx, { caseId, kind }: Case): Promise<void> {
  if (kind !== 'minor_refund') return;
  const entries = await findCaseEntries(tx, caseId);
  if (!entries.some((entry) => entry.kind === 'evidence'))
    throw new DomainError(consoleErrors.case_evidence_missing);
}

interface Deciding {
  readonly known: Case;
  readonly command: DecideCase;
}

/** What upholding does; the refunds it opened. */
async function act(deps: ConsoleOpsDeps, tx: Tx, { known, command }: Deciding): Promise<string[]> {
  const { caseId, kind, subjectId, learnerId, paymentId } = known;
  const isAboutPaying = kind === 'appeal' && paymentId === null;
  if (isAboutPaying && learnerId !== null && subjectId !== null)
    await deps.allowPayment(tx, { learnerId, caseId, checkoutId: subjectId });
  const part = partOf(known, command.body);
  if (part === null || paymentId === null || learnerId === null) return [];
  const giver = await giverOf(tx, command.caller, learnerId);
  const reason = `case ${known.caseNumber}`;
  const { refunds } = await refundByStaff(deps.checkout, tx, { ...giver, paymentId, part, reason });
  return refunds.map(({ refundId }) => refundId);
}

/** Of a complaint nothing goes back unless it is said; of the others all, unless it is said otherwise. */
function partOf({ kind, paymentId }: Case, { refund }: DecideCaseBody): RefundPart | null {
  if (paymentId === null || refund === 'none') return null;
  if (refund === undefined) return kind === 'complaint' ? null : { kind: 'whole' };
  return refund.amountMinor === undefined
    ? { kind: 'whole' }
    : { kind: 'amount', amountMinor: refund.amountMinor };
}

async function settle(
  deps: ConsoleOpsDeps,
  tx: Tx,
  { known, command, refundIds }: Deciding & { refundIds: readonly string[] },
): Promise<void> {
  const { caller, caseId, body } = command;
  const nowMs = deps.clock.wallMs();
  const decided = {
    status: transition(caseTransitions, known.status, body.outcome),
    outcomeMessage: maskSensitive(body.message),
    refundIds: JSON.stringify(refundIds),
    openKey: null,
    updatedAtMs: nowMs,
    closedAtMs: nowMs,
  };
  await updateCase(tx, caseId, decided);
  const entry = { caseId, staffId: caller.staffId };
  await insertCaseEntry(tx, entryOf(deps, { ...entry, kind: 'decided', text: decided.outcomeMessage }));
  await caseDecided(deps, tx, { ...known, ...decided });
  await appendAudit(deps, tx, {
    action: 'case.decided',
    actor: `staff:${caller.staffId}`,
    subjectId: caseId,
    detail: { kind: known.kind, subject: known.subject, outcome: body.outcome, refundIds },
  });
}
