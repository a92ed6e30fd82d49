import type { Tx } from '../../../kernel/db/database.ts';
import { updateRow } from '../../../kernel/db/prepared.ts';
import type { ConversationDeps } from '../../deps.ts';
import { changeRow } from '../change-handoff.ts';
import { afterOpenTime } from '../hours/open-hours.ts';
import { readServiceIn } from '../hours/service.ts';
import { findOpenHandoffIn, type HandoffRow } from '../store.ts';
import type { Priority } from '../wire.ts';
import { soonestDue } from './timers.ts';

/**
 * A learner wrote to a person, in the transaction of their message: the next answer is promised from the first message
 * that waits for one, and a talk that was being wrapped up goes on.
 */
export async function noteLearnerMessage(
  deps: ConversationDeps,
  tx: Tx,
  conversationId: string,
): Promise<void> {
  const handoff = await findOpenHandoffIn(tx, conversationId);
  if (handoff === undefined) return;
  const nowMs = deps.clock.wallMs();
  const { settings } = await readServiceIn(deps, tx);
  const isFirstToWait = handoff.firstAnsweredAtMs !== null && handoff.nextAnswerDueAtMs === null;
  const targetMs = isFirstToWait ? settings.targets[handoff.priority as Priority].nextAnswerMs : null;
  const set = targetMs === null ? {} : { nextAnswerDueAtMs: afterOpenTime(settings, nowMs, targetMs) };
  if (handoff.state === 'wrap_up') {
    await changeRow(deps, tx, { handoff, to: 'human', reason: 'learner_wrote', nowMs, set });
  } else if (targetMs !== null) {
    await setPromises(tx, handoff, set);
  }
}

/** An agent wrote to a learner, in the transaction of their message: what was promised is kept. */
export async function noteAgentMessage(
  deps: ConversationDeps,
  tx: Tx,
  { conversationId, staffId }: { conversationId: string; staffId: string },
): Promise<void> {
  const handoff = await findOpenHandoffIn(tx, conversationId);
  if (handoff === undefined) return;
  const nowMs = deps.clock.wallMs();
  const set = {
    firstAnsweredAtMs: handoff.firstAnsweredAtMs ?? nowMs,
    firstAnswerDueAtMs: null,
    nextAnswerDueAtMs: null,
  };
  if (handoff.state === 'wrap_up') {
    await changeRow(deps, tx, { handoff, to: 'human', reason: 'resumed', nowMs, staffId, set });
  } else if (handoff.firstAnsweredAtMs === null || handoff.nextAnswerDueAtMs !== null) {
    await setPromises(tx, handoff, set);
  }
}

async function setPromises(tx: Tx, handoff: HandoffRow, set: Partial<HandoffRow>): Promise<void> {
  const change = { ...set, slaCheckAtMs: soonestDue({ ...handoff, ...set }) };
  await updateRow(tx, 'handoff', { key: 'handoffId', value: handoff.handoffId, change });
}
