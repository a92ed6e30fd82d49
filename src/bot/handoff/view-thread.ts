import { maskId, maskName, type StaffCaller } from '../../identity/index.ts';
import type { Language, Surface } from '../../identity/wire.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { activityOfRow } from '../conversation/activity.ts';
import { activitiesBefore } from '../conversation/store.ts';
import type { Activity } from '../wire.ts';
import { findLastReason, findThread } from './console-store.ts';
import type { ConsoleDeps } from './deps.ts';
import { mayReadThread } from './may-read-thread.ts';
import { viewHandoff } from './view-handoff.ts';
import { viewService } from './view-service.ts';
import type { ConsoleThread } from './wire.ts';

interface ViewThread {
  readonly conversationId: string;
  readonly caller: StaffCaller;
  /** Left out: the newest page. */
  readonly beforeSeq?: number | undefined;
}

const SEQ_MAX = 2_147_483_647;

/**
 * A thread and what an agent needs to know of its learner. Throws `not_found` unless the caller may read it.
 */
export async function viewThread(deps: ConsoleDeps, command: ViewThread): Promise<ConsoleThread> {
  const { conversationId, caller } = command;
  const thread = await findThread(deps.db.query, conversationId);
  const isOfThisMode = thread?.livemode === (deps.livemode ? 1 : 0);
  if (thread === undefined || !isOfThisMode || !(await mayReadThread(deps, command))) {
    throw new DomainError(kernelErrors.not_found);
  }
  const { learnerId } = thread;
  const [page, handoff, reason, service, risk, orders, payments, entitlements] = await Promise.all([
    readPage(deps, command),
    viewHandoff(deps, conversationId),
    findLastReason(deps.db.query, conversationId),
    viewService(deps, conversationId),
    deps.riskOf(learnerId),
    deps.ordersOf(learnerId),
    deps.paymentsOf(learnerId),
    deps.entitlementsOf(learnerId),
  ]);
  const { displayName, hostUserId, createdAtMs } = thread;
  return {
    conversationId,
    language: thread.language as Language,
    surface: thread.surface as Surface,
    handoff,
    isMine: thread.owner === 'agent' && thread.ownerId === caller.staffId,
    reason,
    service,
    ...page,
    // In full only by a reveal, which is audited.
    learner: {
      learnerId,
      displayName: maskName(displayName),
      hostUserId: maskId(hostUserId),
      isGuest: thread.isGuest === 1,
      createdAtMs,
    },
    orders: [...orders],
    payments: [...payments],
    entitlements: [...entitlements],
    assessments: [...risk.assessments],
    reviews: [...risk.reviews],
  };
}

async function readPage(
  deps: ConsoleDeps,
  { conversationId, beforeSeq = SEQ_MAX }: ViewThread,
): Promise<{ activities: Activity[]; hasEarlier: boolean }> {
  const limit = limits.activitiesPerPage;
  const rows = await activitiesBefore(deps.db.query, { conversationId, beforeSeq, limit });
  return { activities: rows.map(activityOfRow), hasEarlier: (rows[0]?.seq ?? 1) > 1 };
}
