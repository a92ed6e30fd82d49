import type { Language } from '../../../identity/wire.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { limits } from '../../../kernel/limits.ts';
import { dayText } from '../day-text.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { caseOpened } from './events.ts';
import { type Case, type CaseEntry, insertCase, insertCaseEntry } from './store.ts';
import type { CaseKind } from './wire.ts';

/** What a case needs of the house to begin and go on. */
export type CaseDeps = Pick<ConsoleOpsDeps, 'db' | 'clock' | 'newId' | 'livemode' | 'broadcast' | 'checkout'>;

export interface BeginCase {
  readonly kind: CaseKind;
  readonly subject: string;
  /** What it is about; one open case about one thing. Null for a case about nothing in particular. */
  readonly subjectId: string | null;
  readonly learnerId: string | null;
  readonly conversationId: string | null;
  readonly language: Language;
  readonly paymentId: string | null;
  readonly orderId: string | null;
  /** Who opens it; null for the learner and the house. */
  readonly staffId: string | null;
  /** In the words of who opens it, masked. */
  readonly text: string;
}

const DUE_MS: Readonly<Record<CaseKind, number>> = {
  complaint: limits.complaintDueMs,
  minor_refund: limits.minorRefundDueMs,
  appeal: limits.appealDueMs,
};

/** Opens a case with its first entry and `case.opened`; nothing when the same thing has an open one. */
export async function beginCase(deps: CaseDeps, tx: Tx, begin: BeginCase): Promise<Case | undefined> {
  const { kind, subjectId, staffId, text, ...about } = begin;
  const nowMs = deps.clock.wallMs();
  const opened: Case = {
    caseId: deps.newId('case'),
    caseNumber: caseNumber(deps, nowMs),
    kind,
    ...about,
    subjectId,
    openKey: subjectId === null ? null : `${kind}:${subjectId}`,
    livemode: deps.livemode ? 1 : 0,
    status: 'open',
    ownerId: staffId,
    outcomeMessage: null,
    refundIds: '[]',
    openedAtMs: nowMs,
    dueAtMs: nowMs + DUE_MS[kind],
    updatedAtMs: nowMs,
    closedAtMs: null,
  };
  if (!(await insertCase(tx, opened))) return undefined;
  await insertCaseEntry(tx, entryOf(deps, { caseId: opened.caseId, kind: 'opened', staffId, text }));
  await caseOpened(deps, tx, opened);
  return opened;
}

/** One more entry of a case, as it is kept. */
export function entryOf(
  deps: Pick<CaseDeps, 'newId' | 'clock'>,
  entry: Pick<CaseEntry, 'caseId' | 'kind' | 'staffId' | 'text'> & {
    readonly attachmentIds?: readonly string[];
  },
): CaseEntry {
  const { attachmentIds = [], ...rest } = entry;
  return {
    caseEntryId: deps.newId('cen'),
    ...rest,
    attachmentIds: JSON.stringify(attachmentIds),
    createdAtMs: deps.clock.wallMs(),
  };
}

/** A number to read aloud: the day and six characters of chance. */
function caseNumber(deps: CaseDeps, nowMs: number): string {
  const day = dayText(nowMs, deps.checkout.merchant.timeZone).replaceAll('-', '');
  return `C${day}${deps.newId('n').slice(-6).toUpperCase()}`;
}
