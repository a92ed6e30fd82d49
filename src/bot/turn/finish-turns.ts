import { firstIdSince } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { contentOfRow } from '../conversation/activity.ts';
import { paysByLink } from '../conversation/deliver-message.ts';
import { findUnanswered, type Unanswered } from '../conversation/store.ts';
import type { HandleTurnDeps } from '../deps.ts';
import type { TurnMessage } from '../types.ts';

/**
 * Runs the turns that a killed process left: messages to the bot, at least `olderThanMs` and at most
 * `youngerThanMs` old, that nothing replies to. Replies have derived ids, so a turn that another process is
 * still running is answered once all the same. Returns how many it ran.
 */
export async function finishTurns(
  deps: HandleTurnDeps,
  { olderThanMs, youngerThanMs }: { olderThanMs: number; youngerThanMs: number },
): Promise<number> {
  const nowMs = deps.clock.wallMs();
  const found = await findUnanswered(deps.db.query, {
    sinceActivityId: firstIdSince('act', nowMs - youngerThanMs),
    beforeMs: nowMs - olderThanMs,
    limit: limits.turnsResumedPerRunMax,
  });
  const left = found.filter(isToTheBot).filter(({ activityId }) => !deps.turns.isInHand(activityId));
  await Promise.all(left.map((message) => deps.turns.run(turnOf(message))));
  return left.length;
}

function isToTheBot(message: Unanswered): boolean {
  return contentOfRow(message).addressedTo === 'bot';
}

function turnOf({ activityId, conversation, content }: Unanswered): TurnMessage {
  const { conversationId, learnerId, language, surface } = conversation;
  const { text = '', attachments = [], posted } = contentOfRow({ content });
  const more = { filesCount: attachments.length, paysByLink: paysByLink({ conversationId, posted }) };
  return { activityId, conversationId, learnerId, text, language, surface, ...more };
}
