import type { z } from 'zod';
import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import type { CannedReply } from '../../../kernel/db/tables.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { consoleErrors } from '../errors.ts';
import { findShortcut, insertCannedReply, shortcutKeyOf, updateCannedReply } from './store.ts';
import { unknownVariables } from './variables.ts';
import type { CannedReplyBody, CannedReplyView } from './wire.ts';

type CannedDeps = Pick<ConsoleOpsDeps, 'db' | 'clock' | 'newId'>;
type Body = z.output<typeof CannedReplyBody>;

/** Makes a canned reply. Throws `invalid_request` for a variable nobody knows, `shortcut_taken`. */
export function createCannedReply(
  deps: CannedDeps,
  { caller, body }: { caller: StaffCaller; body: Body },
): Promise<CannedReplyView> {
  refuseUnknownVariables(body);
  const nowMs = deps.clock.wallMs();
  const row: CannedReply = {
    cannedReplyId: deps.newId('cnd'),
    ...body,
    shortcutKey: shortcutKeyOf(body),
    updatedBy: caller.staffId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    archivedAtMs: null,
  };
  return deps.db.transact(async (tx) => {
    if (!(await insertCannedReply(tx, row))) throw new DomainError(consoleErrors.shortcut_taken);
    await audit(deps, tx, { action: 'canned_reply.created', caller, cannedReplyId: row.cannedReplyId });
    return viewOfCannedReply(row);
  });
}

interface Change {
  readonly caller: StaffCaller;
  readonly cannedReplyId: string;
}

/** Writes a canned reply anew. Throws `not_found`, `invalid_request`, `shortcut_taken`. */
export function changeCannedReply(
  deps: CannedDeps,
  { caller, cannedReplyId, body }: Change & { body: Body },
): Promise<CannedReplyView> {
  refuseUnknownVariables(body);
  const updatedAtMs = deps.clock.wallMs();
  const shortcutKey = shortcutKeyOf(body);
  return deps.db.transact(async (tx) => {
    const holder = await findShortcut(tx, shortcutKey);
    if (holder !== undefined && holder !== cannedReplyId) throw new DomainError(consoleErrors.shortcut_taken);
    const change = { ...body, shortcutKey, updatedBy: caller.staffId, updatedAtMs };
    if (!(await updateCannedReply(tx, cannedReplyId, change))) throw new DomainError(kernelErrors.not_found);
    await audit(deps, tx, { action: 'canned_reply.changed', caller, cannedReplyId });
    return viewOfCannedReply({ ...body, cannedReplyId, updatedAtMs });
  });
}

/** Takes a canned reply out of use; its shortcut is free again. Throws `not_found`. */
export function archiveCannedReply(deps: CannedDeps, { caller, cannedReplyId }: Change): Promise<void> {
  return deps.db.transact(async (tx) => {
    const archived = { shortcutKey: null, archivedAtMs: deps.clock.wallMs() };
    if (!(await updateCannedReply(tx, cannedReplyId, archived)))
      throw new DomainError(kernelErrors.not_found);
    await audit(deps, tx, { action: 'canned_reply.archived', caller, cannedReplyId });
  });
}

/** A canned reply as staff see it. */
export function viewOfCannedReply(row: CannedReplyView): CannedReplyView {
  const { cannedReplyId, shortcut, team, title, textZh, textEn, updatedAtMs } = row;
  return { cannedReplyId, shortcut, team, title, textZh, textEn, updatedAtMs };
}

function refuseUnknownVariables({ textZh, textEn }: Body): void {
  const unknown = unknownVariables(`${textZh ?? ''} ${textEn ?? ''}`);
  if (unknown.length === 0) return;
  throw new DomainError(kernelErrors.invalid_request, {
    detail: `no such variables: ${unknown.join(', ')}`,
  });
}

function audit(
  deps: CannedDeps,
  tx: Tx,
  { action, caller, cannedReplyId }: Change & { action: string },
): Promise<void> {
  return appendAudit(deps, tx, { action, actor: `staff:${caller.staffId}`, subjectId: cannedReplyId });
}
