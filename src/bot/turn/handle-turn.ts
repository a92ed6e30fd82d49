import { deliverMessage } from '../conversation/deliver-message.ts';
import type { HandleTurnDeps } from '../deps.ts';
import type { MessageCommitted, SendMessage } from '../wire.ts';

export interface HandledTurn {
  /** The message is durable and has its place: what the sender may be told. */
  readonly committed: MessageCommitted;
  /** Resolves when the bot has said what it had to say; at once when the thread is a person's, or for a repeat. */
  readonly answered: Promise<void>;
}

/**
 * Commits a learner's message, then has the bot answer it. Resolves after the commit, before the answer.
 * Throws `not_found` when the thread is not the learner's, `invalid_request` for a blank message.
 */
export async function handleTurn(
  deps: HandleTurnDeps,
  message: SendMessage & { learnerId: string },
): Promise<HandledTurn> {
  const { committed, turn } = await deliverMessage(deps, message);
  return { committed, answered: turn === null ? Promise.resolve() : deps.turns.run(turn) };
}
