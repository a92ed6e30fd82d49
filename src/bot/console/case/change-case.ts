import type { z } from 'zod';
import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Queries, Tx } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { canTransition, transition } from '../../../kernel/state-machine.ts';
import { showAttachments } from '../../attachment/store.ts';
import { maskSensitive } from '../../conversation/mask.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { consoleErrors } from '../errors.ts';
import { isSupervisor } from '../thread.ts';
import { tellBeside } from '../told.ts';
import { entryOf } from './begin-case.ts';
import { caseTransitions, isSettled } from './case.ts';
import { type Case, insertCaseEntry, lockCase, updateCase } from './store.ts';
import type { AddCaseEntryBody, MoveCaseBody } from './wire.ts';

export interface OfCase {
  readonly caller: StaffCaller;
  readonly caseId: string;
}

/**
 * Adds a note or evidence to a case that is not settled; attachments must stand in its thread. Throws `not_found`,
 * `case_settled`.
 */
export async function addCaseEntry(
  deps: ConsoleOpsDeps,
  { caller, caseId, body }: OfCase & { body: z.output<typeof AddCaseEntryBody> },
): Promise<void> {
  const { kind, text, attachmentIds } = body;
  await change(deps, { caller, caseId }, async (tx, known) => {
    refuseSettled(known);
    await refuseForeignAttachments(tx, known, attachmentIds);
    const given = { caseId, kind, staffId: caller.staffId, text: maskSensitive(text), attachmentIds };
    const entry = entryOf(deps, given);
    await insertCaseEntry(tx, entry);
    // What no message shows is dropped after a day; what proves something stays.
    if (attachmentIds.length > 0) await showAttachments(tx, { attachmentIds, activityId: entry.caseEntryId });
    await updateCase(tx, caseId, { updatedAtMs: deps.clock.wallMs() });
    return { action: `case.${kind}_added` };
  });
}

/**
 * Gives a case to the caller, to nobody, or, by a supervisor, to another agent. Throws `not_found`, `case_settled`,
 * `case_not_yours` for a case that another has.
 */
export async function assignCase(
  deps: ConsoleOpsDeps,
  { caller, caseId, ownerId }: OfCase & { ownerId: string | null },
): Promise<void> {
  const to = ownerId === 'me' ? caller.staffId : ownerId;
  await change(deps, { caller, caseId }, async (tx, known) => {
    refuseSettled(known);
    const isOwn = known.ownerId === caller.staffId || (known.ownerId === null && to === caller.staffId);
    if (!isSupervisor(caller) && (!isOwn || (to !== null && to !== caller.staffId)))
      throw new DomainError(consoleErrors.case_not_yours);
    if (to !== null) await requireConsoleStaff(tx, to);
    await updateCase(tx, caseId, { ownerId: to, updatedAtMs: deps.clock.wallMs() });
    const entry = { caseId, kind: 'assigned', staffId: caller.staffId, text: to ?? '' } as const;
    await insertCaseEntry(tx, entryOf(deps, entry));
    return { action: 'case.assigned', detail: { ownerId: to } };
  });
}

/** Says where a case stands while nothing is decided. Throws `not_found`, `case_not_yours`, `case_settled`. */
export async function moveCase(
  deps: ConsoleOpsDeps,
  { caller, caseId, status }: OfCase & MoveCaseBody,
): Promise<void> {
  await change(deps, { caller, caseId }, async (tx, known) => {
    requireCaseOwner(caller, known);
    if (isSettled(known.status) || !canTransition(caseTransitions, known.status, status))
      throw new DomainError(consoleErrors.case_settled, { extensions: { status: known.status } });
    const nowMs = deps.clock.wallMs();
    const moved = transition(caseTransitions, known.status, status);
    const over = isSettled(moved) ? { closedAtMs: nowMs, openKey: null } : {};
    await updateCase(tx, caseId, { status: moved, updatedAtMs: nowMs, ...over });
    const entry = { caseId, kind: 'moved', staffId: caller.staffId, text: moved } as const;
    await insertCaseEntry(tx, entryOf(deps, entry));
    return { action: 'case.moved', detail: { from: known.status, to: moved } };
  });
}

/** Throws `case_not_yours` unless the caller has the case, or is a supervisor. */
export function requireCaseOwner(caller: StaffCaller, { ownerId }: Pick<Case, 'ownerId'>): void {
  if (ownerId !== caller.staffId && !isSupervisor(caller))
    throw new DomainError(consoleErrors.case_not_yours);
}

interface Audited {
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

async function change(
  deps: ConsoleOpsDeps,
  { caller, caseId }: OfCase,
  work: (tx: Tx, known: Case) => Promise<Audited>,
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const known = await lockCase(tx, { caseId, livemode: deps.livemode ? 1 : 0 });
    if (known === undefined) throw new DomainError(kernelErrors.not_found);
    const audited = await work(tx, known);
    await appendAudit(deps, tx, {
      ...audited,
      actor: `staff:${caller.staffId}`,
      subjectId: caseId,
    });
  });
  tellBeside(deps, { what: 'cases', conversationId: null });
}

function refuseSettled({ status }: Case): void {
  if (isSettled(status)) throw new DomainError(consoleErrors.case_settled, { extensions: { status } });
}

/** Evidence points at what the thread holds, not at what somebody else sent elsewhere. */
async function refuseForeignAttachments(
  tx: Tx,
  { conversationId }: Case,
  attachmentIds: readonly string[],
): Promise<void> {
  if (attachmentIds.length === 0) return;
  const rows =
    conversationId === null
      ? []
      : await tx
          .selectFrom('attachment')
          .select('attachmentId')
          .where('attachmentId', 'in', attachmentIds)
          .where('conversationId', '=', conversationId)
          .execute();
  if (rows.length === new Set(attachmentIds).size) return;
  throw new DomainError(kernelErrors.invalid_request, {
    detail: 'attachmentIds: not all of this thread',
  });
}

async function requireConsoleStaff(queries: Queries, staffId: string): Promise<void> {
  const row = await queries
    .selectFrom('staff')
    .select('staffId')
    .where('staffId', '=', staffId)
    .where('role', 'in', ['agent', 'supervisor', 'admin'])
    .where('disabledAtMs', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
}
