import { DomainError } from '../../kernel/errors.ts';
import { OWNER_TOPIC, type OwnerChanged } from '../conversation/deliver.ts';
import type { HandoffDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import { handoff as words } from '../text/handoff.ts';
import { changeHandoff, elsewhere } from './change-handoff.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry } from './entries.ts';
import { closeHandoff, releaseHandoff } from './finish-handoff.ts';
import { readService } from './hours/service.ts';
import { houseSays } from './house-says.ts';
import { findWrappedUp } from './queue/store.ts';
import type { Agent } from './types.ts';

interface WrapUp {
  readonly conversationId: string;
  readonly agent: Agent;
  /** Where it goes when the time for notes is over. */
  readonly to: 'bot' | 'closed';
}

/**
 * The talk is done: the agent has time for notes, the learner may still write to them. Afterwards it goes on by
 * itself. Throws `conversation_not_yours` unless the agent is talking with them.
 */
export async function startWrapUp(deps: HandoffDeps, { conversationId, agent, to }: WrapUp): Promise<void> {
  const { staffId, displayName } = agent;
  const { settings } = await readService(deps);
  if (settings.wrapUpMs === 0) return endTalk(deps, { conversationId, agent, to });
  const nowMs = deps.clock.wallMs();
  const delivered = await deliverChange(
    deps,
    {
      ...houseSays({ conversationId, staffId }),
      entries: [sentenceEntry(deps, () => words.wrapUp(displayName))],
    },
    {
      change: (tx) =>
        changeHandoff(deps, tx, {
          conversationId,
          from: ['human'],
          to: 'wrap_up',
          reason: 'wrap_up',
          nowMs,
          staffId,
          set: { wrapUpTo: to, wrapUpUntilMs: nowMs + settings.wrapUpMs, nextAnswerDueAtMs: null },
        }),
      tell: async () => {},
    },
  );
  if (delivered.status === 'refused') throw new DomainError(botErrors.conversation_not_yours);
}

/** The agent goes on talking. Throws `conversation_not_yours` unless they have it in wrap-up. */
export async function resumeTalk(
  deps: HandoffDeps,
  { conversationId, agent }: Pick<WrapUp, 'conversationId' | 'agent'>,
): Promise<void> {
  const { staffId } = agent;
  const nowMs = deps.clock.wallMs();
  try {
    await deps.db.transact((tx) =>
      changeHandoff(deps, tx, {
        conversationId,
        from: ['wrap_up'],
        unless: ({ acceptedBy }) => acceptedBy !== staffId,
        to: 'human',
        reason: 'resumed',
        nowMs,
        staffId,
      }),
    );
  } catch (error) {
    if (error === elsewhere) throw new DomainError(botErrors.conversation_not_yours);
    throw error;
  }
  deps.broadcast.publish(OWNER_TOPIC, { conversationId } satisfies OwnerChanged);
}

/** Ends the times for notes that are over; returns how many. */
export async function finishWrapUps(deps: HandoffDeps): Promise<number> {
  const nowMs = deps.clock.wallMs();
  const over = await findWrappedUp(deps.db.query, { livemode: deps.livemode ? 1 : 0, nowMs });
  let count = 0;
  for (const { conversationId, acceptedBy, wrapUpTo } of over) {
    if (acceptedBy !== null && (await finishWrapUp(deps, { conversationId, staffId: acceptedBy, wrapUpTo })))
      count += 1;
  }
  return count;
}

/** Sends a thread in wrap-up where its agent said; false when somebody was faster. */
export async function finishWrapUp(
  deps: HandoffDeps,
  { conversationId, staffId, wrapUpTo }: { conversationId: string; staffId: string; wrapUpTo: string | null },
): Promise<boolean> {
  const agent = { staffId, displayName: (await deps.nameOfStaff(staffId)) ?? '' };
  const to = wrapUpTo === 'bot' ? 'bot' : 'closed';
  try {
    await endTalk(deps, { conversationId, agent, to, from: 'wrap_up' });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === botErrors.conversation_not_yours.code) return false;
    throw error;
  }
}

function endTalk(deps: HandoffDeps, { to, ...ending }: WrapUp & { from?: 'wrap_up' }): Promise<void> {
  const asking = { ...ending, askCsat: true };
  return to === 'bot' ? releaseHandoff(deps, asking) : closeHandoff(deps, asking);
}
