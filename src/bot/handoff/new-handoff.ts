import type { Language } from '../../identity/wire.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import type { ConversationDeps } from '../deps.ts';
import type { Conversation } from '../types.ts';
import type { HandoffReason } from './handoff.ts';
import { afterOpenTime } from './hours/open-hours.ts';
import { noPromises, soonestDue } from './sla/timers.ts';
import type { HandoffRow } from './store.ts';
import type { Priority, ServiceSettings } from './wire.ts';

/** By how much a priority comes before those who asked at the same time; who has waited longer still comes first. */
const HEAD_START_MS: Readonly<Record<Priority, number>> = {
  urgent: limits.headStartUrgentMs,
  high: limits.headStartHighMs,
  normal: 0,
};

interface NewHandoff {
  readonly conversation: Conversation;
  readonly reason: HandoffReason;
  /** Left out: the thread's. */
  readonly language?: Language | undefined;
  readonly settings: ServiceSettings;
  readonly isMessage: boolean;
}

/** A handoff that begins now, with its promises. Its learner's mark by the host platform is read in this transaction. */
export async function newRow(
  deps: ConversationDeps,
  tx: Tx,
  { conversation, reason, language, settings, isMessage }: NewHandoff,
): Promise<HandoffRow> {
  const { conversationId, learnerId } = conversation;
  const nowMs = deps.clock.wallMs();
  const priority = await priorityOf(tx, reason, learnerId);
  const targets = settings.targets[priority];
  const dueOf = (ms: number | null) => (ms === null ? null : afterOpenTime(settings, nowMs, ms));
  const promises = {
    ...noPromises,
    firstAnswerDueAtMs: dueOf(targets.firstAnswerMs),
    resolutionDueAtMs: dueOf(targets.resolutionMs),
  };
  return {
    handoffId: deps.newId('hnd'),
    conversationId,
    learnerId,
    livemode: deps.livemode ? 1 : 0,
    state: 'queued',
    openKey: conversationId,
    reason,
    language: language ?? conversation.language,
    priority,
    placeAtMs: nowMs - HEAD_START_MS[priority],
    skill: reason === 'taken_over' ? null : (settings.skillFor?.[reason] ?? null),
    isMessage: isMessage ? 1 : 0,
    requestedAtMs: nowMs,
    stateSinceMs: nowMs,
    ...nothingYet,
    ...promises,
    slaCheckAtMs: soonestDue(promises),
  };
}

const nothingYet = {
  offeredTo: null,
  offerExpiresAtMs: null,
  transferTo: null,
  note: null,
  acceptedBy: null,
  acceptedAtMs: null,
  wrapUpTo: null,
  wrapUpUntilMs: null,
  firstAnsweredAtMs: null,
  endedAtMs: null,
};

async function priorityOf(tx: Tx, reason: HandoffReason, learnerId: string): Promise<Priority> {
  if (reason === 'payment_review') return 'urgent';
  const learner = await tx
    .selectFrom('learner')
    .select('vip')
    .where('learnerId', '=', learnerId)
    .executeTakeFirst();
  return learner?.vip === 1 ? 'high' : 'normal';
}
