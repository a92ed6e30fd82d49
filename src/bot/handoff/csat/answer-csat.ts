import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { deliver } from '../../conversation/deliver.ts';
import { maskSensitive } from '../../conversation/mask.ts';
import { findConversation } from '../../conversation/store.ts';
import type { ConversationDeps } from '../../deps.ts';
import { botErrors } from '../../errors.ts';
import type { AnswerCsat, CsatAnswered } from '../../wire.ts';
import { csatAnswered } from '../events.ts';
import { answerOnce, findCsat } from './store.ts';

/** The broadcast topic on which consoles hear of ratings. */
export const CSAT_TOPIC = 'service.csat';

/** Undoes a rating that came second. */
const second = new Error('this was rated already');

/**
 * Keeps how it was, once: the same answer again changes nothing, another one is refused. All devices of the learner
 * see it by an event in the thread. Throws `not_found`, `csat_over`.
 */
export async function answerCsat(
  deps: ConversationDeps,
  { conversationId, csatId, learnerId, score, comment: written }: AnswerCsat & { learnerId: string },
): Promise<CsatAnswered> {
  const comment = written === undefined || written === '' ? null : maskSensitive(written);
  // Whose thread it is counts: a guest who was asked may have signed in since.
  const thread = await findConversation(deps.db.query, { conversationId, learnerId });
  const csat = await findCsat(deps.db.query, csatId);
  if (thread === undefined || csat?.conversationId !== conversationId) {
    throw new DomainError(kernelErrors.not_found);
  }
  if (csat.score === score && csat.comment === comment) return { score, comment };
  const nowMs = deps.clock.wallMs();
  const isTooLate = nowMs - csat.askedAtMs > limits.csatAnswerWithinMs;
  if (csat.score !== null || isTooLate) throw new DomainError(botErrors.csat_over);
  try {
    await deliver(deps, {
      conversationId,
      learnerId,
      sender: 'learner',
      senderId: learnerId,
      evenClosed: true,
      before: async (tx) => {
        if (!(await answerOnce(tx, { csatId, score, comment, answeredAtMs: nowMs }))) throw second;
      },
      entries: [
        {
          activityId: `act_${csatId}`,
          type: 'event',
          content: () => ({ name: 'csat.answered', value: { csatId, score } }),
        },
      ],
      alongside: async (tx) =>
        void (await csatAnswered(deps, tx, {
          csatId,
          learnerId,
          conversationId,
          staffId: csat.staffId,
          score,
        })),
    });
  } catch (error) {
    if (error !== second) throw error;
    return answerCsat(deps, {
      conversationId,
      csatId,
      learnerId,
      score,
      ...(written && { comment: written }),
    });
  }
  deps.broadcast.publish(CSAT_TOPIC, { conversationId, score });
  return { score, comment };
}
