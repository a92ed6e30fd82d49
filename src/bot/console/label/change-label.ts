import type { StaffCaller } from '../../../identity/index.ts';
import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { consoleErrors } from '../errors.ts';
import { findLabelByName, insertLabel, updateLabel } from './store.ts';
import type { LabelBody, LabelView } from './wire.ts';

type LabelDeps = Pick<ConsoleOpsDeps, 'db' | 'clock' | 'newId'>;

/** Makes a label for everybody. Throws `label_taken`. */
export function createLabel(
  deps: LabelDeps,
  { caller, body }: { caller: StaffCaller; body: LabelBody },
): Promise<LabelView> {
  const label = { labelId: deps.newId('lbl'), ...body };
  return deps.db.transact(async (tx) => {
    const row = {
      ...label,
      nameKey: keyOf(body.name),
      createdAtMs: deps.clock.wallMs(),
      archivedAtMs: null,
    };
    if (!(await insertLabel(tx, row))) throw new DomainError(consoleErrors.label_taken);
    await audit(deps, tx, { action: 'label.created', caller, labelId: label.labelId });
    return label;
  });
}

/** Renames or recolours a label wherever it stands. Throws `not_found`, `label_taken`. */
export function changeLabel(
  deps: LabelDeps,
  { caller, labelId, body }: { caller: StaffCaller; labelId: string; body: LabelBody },
): Promise<LabelView> {
  return deps.db.transact(async (tx) => {
    const nameKey = keyOf(body.name);
    const holder = await findLabelByName(tx, nameKey);
    if (holder !== undefined && holder.labelId !== labelId) throw new DomainError(consoleErrors.label_taken);
    if (!(await updateLabel(tx, labelId, { ...body, nameKey })))
      throw new DomainError(kernelErrors.not_found);
    await audit(deps, tx, { action: 'label.changed', caller, labelId });
    return { labelId, ...body };
  });
}

/** Takes a label out of use; threads that have it do not show it any more. Throws `not_found`. */
export function archiveLabel(
  deps: LabelDeps,
  { caller, labelId }: { caller: StaffCaller; labelId: string },
): Promise<void> {
  return deps.db.transact(async (tx) => {
    const archived = { nameKey: null, archivedAtMs: deps.clock.wallMs() };
    if (!(await updateLabel(tx, labelId, archived))) throw new DomainError(kernelErrors.not_found);
    await audit(deps, tx, { action: 'label.archived', caller, labelId });
  });
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function audit(
  deps: LabelDeps,
  tx: Tx,
  { action, caller, labelId }: { action: string; caller: StaffCaller; labelId: string },
): Promise<void> {
  return appendAudit(deps, tx, { action, actor: `staff:${caller.staffId}`, subjectId: labelId });
}
