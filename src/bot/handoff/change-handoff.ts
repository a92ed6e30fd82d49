import type { Tx } from '../../kernel/db/database.ts';
import { updateRow } from '../../kernel/db/prepared.ts';
import type { NewId } from '../../kernel/id.ts';
import { transition } from '../../kernel/state-machine.ts';
import { conversationTransitions, isOver } from './handoff.ts';
import { noPromises, soonestDue } from './sla/timers.ts';
import { findOpenHandoffIn, type HandoffRow, insertStep } from './store.ts';
import type { ConversationState, OpenState } from './wire.ts';

/** Why a conversation changed hands, as its steps tell. */
export type StepReason =
  | 'asked'
  | 'not_understood'
  | 'payment_review'
  | 'offered'
  | 'passed'
  | 'offer_expired'
  | 'claimed'
  | 'accepted'
  | 'agent_away'
  | 'transferred'
  | 'taken_over'
  | 'wrap_up'
  | 'learner_wrote'
  | 'resumed'
  | 'returned'
  | 'canceled'
  | 'settled'
  | 'closed';

export interface ChangeHandoff {
  readonly to: ConversationState;
  readonly reason: StepReason;
  readonly nowMs: number;
  /** Who did it, or to whom it was offered; left out for learner, bot and house. */
  readonly staffId?: string | undefined;
  readonly note?: string | null | undefined;
  readonly set?: Partial<HandoffRow> | undefined;
}

/** The error that undoes a transaction in which the handoff is not where it was thought to be. */
export const elsewhere = new Error('the handoff is somewhere else by now');

interface OfThread {
  readonly conversationId: string;
  /** Throws `elsewhere` unless it is in one of these. */
  readonly from: readonly OpenState[];
  /** Throws `elsewhere` unless this holds too. */
  readonly unless?: ((handoff: HandoffRow) => boolean) | undefined;
}

/** Changes the open handoff of a thread whose row this transaction holds. */
export async function changeHandoff(
  deps: { newId: NewId },
  tx: Tx,
  { conversationId, from, unless, ...change }: ChangeHandoff & OfThread,
): Promise<HandoffRow> {
  const open = await findOpenHandoffIn(tx, conversationId);
  const isThere = open !== undefined && (from as readonly string[]).includes(open.state);
  if (!isThere || unless?.(open)) throw elsewhere;
  return changeRow(deps, tx, { ...change, handoff: open });
}

/** Changes a handoff that this transaction has read and holds. Throws when the table does not allow it (M7). */
export async function changeRow(
  deps: { newId: NewId },
  tx: Tx,
  { handoff, to, reason, nowMs, staffId, note, set }: ChangeHandoff & { handoff: HandoffRow },
): Promise<HandoffRow> {
  const from = handoff.state as ConversationState;
  // Two steps at one instant still have an order.
  const atMs = Math.max(nowMs, handoff.stateSinceMs + 1);
  const state = transition(conversationTransitions, from, to);
  const changed: HandoffRow = { ...handoff, ...clearedIn(state, nowMs), ...set, state, stateSinceMs: atMs };
  const row = { ...changed, slaCheckAtMs: soonestDue(changed) };
  const { handoffId, ...change } = row;
  await updateRow(tx, 'handoff', { key: 'handoffId', value: handoffId, change });
  await insertStep(tx, {
    stepId: deps.newId('hst'),
    handoffId,
    conversationId: row.conversationId,
    fromState: from,
    toState: state,
    reason,
    staffId: staffId ?? null,
    note: note ?? null,
    atMs,
  });
  return row;
}

/** What a state does not have. */
function clearedIn(state: ConversationState, nowMs: number): Partial<HandoffRow> {
  const nobody = { acceptedBy: null, acceptedAtMs: null };
  return {
    ...(state === 'offered' ? {} : { offeredTo: null, offerExpiresAtMs: null }),
    ...(state === 'wrap_up' ? {} : { wrapUpTo: null, wrapUpUntilMs: null }),
    ...(state === 'offered' || state === 'transfer' ? {} : { transferTo: null }),
    ...(state === 'queued' || state === 'transfer' ? nobody : {}),
    ...(isOver(state) ? { openKey: null, endedAtMs: nowMs, ...noPromises } : {}),
  };
}
