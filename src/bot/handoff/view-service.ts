import { limits } from '../../kernel/limits.ts';
import { findLastCsat } from './csat/store.ts';
import type { CsatView } from './csat/wire.ts';
import type { ConsoleDeps } from './deps.ts';
import { findBreaches } from './sla/store.ts';
import { offerOf, slaOf } from './sla/view-sla.ts';
import { findLastHandoff, findSteps, type StepRow } from './store.ts';
import type { ConversationState, HandoffStep, Priority, ThreadService } from './wire.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'nameOfStaff'>;

/** How a thread stands with people, and how it got there; null where it never was with them. */
export async function viewService(deps: Deps, conversationId: string): Promise<ThreadService | null> {
  const { query } = deps.db;
  const handoff = await findLastHandoff(query, conversationId);
  if (handoff === undefined) return null;
  const [steps, breaches, csat] = await Promise.all([
    findSteps(query, conversationId, limits.handoffStepsListedMax),
    findBreaches(query, [handoff.handoffId]),
    viewCsat(deps, conversationId),
  ]);
  return {
    state: handoff.state as ConversationState,
    priority: handoff.priority as Priority,
    skill: handoff.skill,
    isMessage: handoff.isMessage === 1,
    offer: offerOf(handoff),
    wrapUpUntilMs: handoff.wrapUpUntilMs,
    sla: slaOf(handoff, breaches),
    steps: await withNames(deps, steps),
    csat,
  };
}

/** The last question about how it went. */
async function viewCsat({ db }: Deps, conversationId: string): Promise<CsatView | null> {
  const csat = await findLastCsat(db.query, conversationId);
  if (csat === undefined) return null;
  const { csatId, staffId, askedAtMs, answeredAtMs, score, comment } = csat;
  return { csatId, staffId, askedAtMs, answeredAtMs, score, comment };
}

async function withNames(deps: Deps, steps: readonly StepRow[]): Promise<HandoffStep[]> {
  const ids = [...new Set(steps.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])))];
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await deps.nameOfStaff(id)] as const)));
  return steps.map(({ fromState, toState, reason, staffId, note, atMs }) => ({
    from: fromState as ConversationState,
    to: toState as ConversationState,
    reason,
    staffId,
    staffName: staffId === null ? null : (names.get(staffId) ?? null),
    note,
    atMs,
  }));
}
