import { limits } from '../../kernel/limits.ts';
import { tellTyping } from '../conversation/typing.ts';
import type { TurnDeps } from '../deps.ts';
import type { TurnMessage, Turns } from '../types.ts';
import { answerTurn } from './answer-turn.ts';

/** Between processes the compare-and-set of the bot's state does what the queue does here. */
export function createTurns(deps: TurnDeps): Turns {
  const lastOf = new Map<string, Promise<void>>();
  const inHand = new Set<string>();

  const runNow = async (message: TurnMessage): Promise<void> => {
    const stopTyping = startTyping(deps, message.conversationId);
    try {
      await answerTurn(deps, message);
    } catch (error) {
      // The database is away: the message is committed, and the job of unfinished turns comes back to it.
      const { conversationId, activityId } = message;
      deps.log.error({ error, conversationId, activityId }, 'a turn could not be answered yet');
    } finally {
      stopTyping();
      inHand.delete(message.activityId);
    }
  };
  return {
    run: (message) => {
      if (inHand.has(message.activityId)) return lastOf.get(message.conversationId) ?? Promise.resolve();
      inHand.add(message.activityId);
      const before = lastOf.get(message.conversationId) ?? Promise.resolve();
      const turn = before.then(() => runNow(message));
      lastOf.set(message.conversationId, turn);
      return turn.then(() => {
        if (lastOf.get(message.conversationId) === turn) lastOf.delete(message.conversationId);
      });
    },
    isInHand: (activityId) => inHand.has(activityId),
    idle: async () => {
      while (lastOf.size > 0) await Promise.all(lastOf.values());
    },
  };
}

/** Tells that the bot is typing when an answer takes long enough to wonder; returns how to stop. */
function startTyping(deps: TurnDeps, conversationId: string): () => void {
  const tell = (typing: boolean): void => tellTyping(deps, { conversationId, typing, by: 'bot' });
  let isTold = false;
  const timer = setTimeout(() => {
    isTold = true;
    tell(true);
  }, limits.typingDelayMs);
  return () => {
    clearTimeout(timer);
    if (isTold) tell(false);
  };
}
