import type { z } from 'zod';
import { maskName, type StaffCaller } from '../../../identity/index.ts';
import type { Queries } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { findAttachments, viewOfRow } from '../../attachment/store.ts';
import type { AttachmentView } from '../../attachment/wire.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { namesOfStaff } from '../thread.ts';
import { caseTransitions, isSettled } from './case.ts';
import { type FoundCase, findCaseLine, findCases } from './list-store.ts';
import { findCaseEntries } from './store.ts';
import type { CaseKind, CaseLine, CasePage, CaseQuery, CaseStatus, CaseView } from './wire.ts';

type ViewDeps = Pick<ConsoleOpsDeps, 'db' | 'clock' | 'livemode'>;

export interface ListCases extends Partial<Omit<z.output<typeof CaseQuery>, 'limit'>> {
  readonly caller: Pick<StaffCaller, 'staffId'>;
  readonly learnerId?: string;
  readonly limit: number;
}

/** A page of cases: what is due soonest first while open, else the newest first. */
export async function listCases(deps: ViewDeps, command: ListCases): Promise<CasePage> {
  const { caller, owner, cursor, limit, ...wanted } = command;
  const rows = await findCases(deps.db.query, {
    ...wanted,
    ...(owner !== undefined && { ownerId: ownerOf(owner, caller) }),
    after: afterOf(cursor),
    livemode: deps.livemode ? 1 : 0,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const names = await namesOfStaff(
    deps.db.query,
    page.map(({ ownerId }) => ownerId),
  );
  const last = page.at(-1);
  const atMs = wanted.open === true ? last?.dueAtMs : last?.openedAtMs;
  return {
    cases: page.map((row) => lineOf(deps, row, names)),
    nextCursor: rows.length > limit && last !== undefined ? `${atMs}:${last.caseId}` : null,
  };
}

/** A case with its entries. Throws `not_found`. */
export async function viewCase(deps: ViewDeps, caseId: string): Promise<CaseView> {
  const row = await findCaseLine(deps.db.query, { caseId, livemode: deps.livemode ? 1 : 0 });
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
  const entries = await findCaseEntries(deps.db.query, caseId);
  const names = await namesOfStaff(deps.db.query, [
    row.ownerId,
    ...entries.map(({ staffId }) => staffId),
    ...entries.filter(({ kind }) => kind === 'assigned').map(({ text }) => text),
  ]);
  const ids = entries.map(({ attachmentIds }) => JSON.parse(attachmentIds) as string[]);
  const files = await findFiles(deps.db.query, ids.flat());
  const status = row.status as CaseStatus;
  return {
    ...lineOf(deps, row, names),
    entries: entries.map(({ caseId: _case, attachmentIds: _ids, ...entry }, at) => ({
      ...entry,
      // Who has it now is told by name.
      text: entry.kind === 'assigned' ? (names.get(entry.text) ?? '') : entry.text,
      staffName: entry.staffId === null ? null : (names.get(entry.staffId) ?? ''),
      attachmentIds: ids[at] ?? [],
      files: (ids[at] ?? []).flatMap((id) => files.get(id) ?? []),
    })),
    nextStatuses: isSettled(status) ? [] : [...caseTransitions[status]],
    outcomeMessage: row.outcomeMessage,
    refundIds: JSON.parse(row.refundIds) as string[],
  };
}

async function findFiles(
  queries: Queries,
  attachmentIds: readonly string[],
): Promise<ReadonlyMap<string, AttachmentView>> {
  const rows = await findAttachments(queries, attachmentIds);
  return new Map(rows.map((row) => [row.attachmentId, viewOfRow(row)]));
}

function ownerOf(owner: string, { staffId }: Pick<StaffCaller, 'staffId'>): string | null {
  if (owner === 'nobody') return null;
  return owner === 'me' ? staffId : owner;
}

function afterOf(cursor: string | undefined): { atMs: number; caseId: string } | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(\d{1,16}):([\w-]{1,60})$/.exec(cursor);
  if (match === null) throw new DomainError(kernelErrors.invalid_request, { detail: 'cursor: not ours' });
  return { atMs: Number(match[1]), caseId: match[2] ?? '' };
}

function lineOf(deps: ViewDeps, row: FoundCase, names: ReadonlyMap<string, string>): CaseLine {
  const { caseId, caseNumber, subject, learnerId, conversationId, paymentId, ownerId } = row;
  return {
    ...{ caseId, caseNumber, subject, learnerId, conversationId, paymentId, ownerId },
    kind: row.kind as CaseKind,
    status: row.status as CaseStatus,
    learnerName: maskName(row.displayName),
    orderNumber: row.orderNumber,
    currency: row.currency,
    amountMinor: row.amountMinor,
    ownerName: ownerId === null ? null : (names.get(ownerId) ?? ''),
    openedAtMs: row.openedAtMs,
    dueAtMs: row.dueAtMs,
    isOverdue: row.closedAtMs === null && row.dueAtMs < deps.clock.wallMs(),
    closedAtMs: row.closedAtMs,
  };
}
