import { deliverMessage, type LearnerMessage } from '../conversation/deliver-message.ts';
import type { HandleTurnDeps } from '../deps.ts';
import { cancelHandoff } from '../handoff/cancel-handoff.ts';
import { wantsBotBack } from '../understanding/back-to-bot.ts';
import type { MessageCommitted } from '../wire.ts';

export interface HandledTurn {
  /** The message is durable and has its place: what the sender may be told. */
  readonly committed: MessageCommitted;
  /** Resolves when the bot has said what it had to say; at once when the thread is a person's, or for a repeat. */
  readonly answered: Promise<void>;
}

/**
 * Commits a learner's message, then has the bot answer it; who waits for a person may call the bot back. Resolves after the commit, before the answer.
 * Throws `not_found` when the thread is not the learner's, `invalid_request` for a blank message.
 */
export async function handleTurn(deps: HandleTurnDeps, message: LearnerMessage): Promise<HandledTurn> {
  const { committed, owner, turn } = await deliverMessage(deps, message);
  if (turn !== null) return { committed, answered: deps.turns.run(turn) };
  const leavesLine = owner === 'queue' && wantsBotBack(message.text);
  return { committed, answered: leavesLine ? leaveLine(deps, message) : Promise.resolve() };
}

/** The message is committed; should this fail, the learner is still in the line and may say it again. */
async function leaveLine(deps: HandleTurnDeps, message: LearnerMessage): Promise<void> {
  const { conversationId, learnerId } = message;
  try {
    await cancelHandoff(deps, { conversationId, learnerId });
  } catch (error) {
    deps.log.error({ error, conversationId }, 'a learner could not leave the line yet');
  }
}
