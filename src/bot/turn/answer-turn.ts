import type { Histogram } from 'prom-client';
import { limits } from '../../kernel/limits.ts';
import { withSpan } from '../../kernel/trace.ts';
import { replyIdOf, runTurn, type TurnOutcome } from '../channel/run-turn.ts';
import { contentOfDraft } from '../conversation/activity.ts';
import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import { type Delivered, type Delivery, deliver } from '../conversation/deliver.ts';
import type { TurnDeps } from '../deps.ts';
import { turnAnswered } from '../events.ts';
import { joiningLine, newHandoff } from '../handoff/join-line.ts';
import { lineNow } from '../handoff/queue/line-now.ts';
import { talk } from '../text/talk.ts';
import type { Draft, TurnMessage } from '../types.ts';
import { StateConflict, writeState } from './state-store.ts';

/**
 * Answers a learner's committed message: the replies, the bot's state and the event are one transaction, written
 * only while the thread is the bot's (C3). A turn that lost a race for the state runs again on fresh state; one that
 * fails says so plainly. Never throws for what goes wrong inside the turn.
 */
export async function answerTurn(deps: TurnDeps, message: TurnMessage): Promise<void> {
  const startedAt = performance.now();
  const { conversationId, activityId } = message;
  const outcome = await withSpan('turn', { conversationId, activityId }, () =>
    answerOrApologize(deps, message),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  turnSeconds(deps).observe({ outcome: outcome.status }, seconds);
  deps.log.info(
    {
      conversationId,
      activityId,
      intent: outcome.intent,
      outcome: outcome.status,
      ms: Math.round(seconds * 1000),
    },
    'turn',
  );
}

interface Answered {
  readonly status: Delivered['status'] | 'failed';
  readonly intent?: string;
}

async function answerOrApologize(deps: TurnDeps, message: TurnMessage): Promise<Answered> {
  try {
    return await tryAnswer(rememberingLists(deps), message);
  } catch (error) {
    const { conversationId, activityId } = message;
    deps.log.error({ error, conversationId, activityId }, 'a turn failed; the learner is told');
    await deliverDrafts(deps, message, { drafts: [apologyFor(message)] });
    return { status: 'failed' };
  }
}

async function tryAnswer(deps: TurnDeps, message: TurnMessage): Promise<Answered> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await withinTime(runTurn(deps, message));
    try {
      const { status } = await deliverDrafts(deps, message, outcome);
      return { status, intent: outcome.intent };
    } catch (error) {
      if (!(error instanceof StateConflict) || attempt >= limits.turnTriesMax) throw error;
    }
  }
}

/** A turn that runs again shows the list it chose first: products are shown, and counted, once. */
function rememberingLists(deps: TurnDeps): TurnDeps {
  const lists = new Map<string, ReturnType<TurnDeps['recommendProducts']>>();
  return {
    ...deps,
    recommendProducts: (command) => {
      const key = JSON.stringify(command);
      const known = lists.get(key) ?? deps.recommendProducts(command);
      lists.set(key, known);
      return known;
    },
  };
}

type ToDeliver = Pick<TurnOutcome, 'drafts'> & Partial<TurnOutcome>;

async function deliverDrafts(deps: TurnDeps, message: TurnMessage, outcome: ToDeliver): Promise<Delivered> {
  const delivery = deliveryOf(deps, message, outcome);
  const { handoff: reason, language } = outcome;
  if (reason === undefined) return deliver(deps, delivery);
  const entering = newHandoff(deps, { reason, language, line: await lineNow(deps) });
  const join = { ...entering, language, eventId: `${message.activityId}_handoff` };
  return deliver(deps, joiningLine(deps, delivery, join));
}

function deliveryOf(deps: TurnDeps, message: TurnMessage, outcome: ToDeliver): Delivery {
  const { conversationId, activityId, learnerId } = message;
  const { drafts, writes = [], intent = 'failed', language = message.language } = outcome;
  return {
    conversationId,
    sender: 'bot',
    senderId: BOT_SENDER_ID,
    whileOwner: 'bot',
    language: outcome.setLanguage,
    entries: drafts.map((draft, index) => ({
      activityId: replyIdOf(activityId, index + 1),
      replyToId: activityId,
      content: () => contentOfDraft(draft, learnerId),
    })),
    alongside: async (tx) => {
      for (const write of writes) await writeState(tx, write);
      await turnAnswered(deps, tx, { message, intent, language, repliesCount: drafts.length });
    },
  };
}

function apologyFor(message: TurnMessage): Draft {
  const { language } = message;
  return { text: talk.apology[language], language };
}

/** A turn may wait for other domains, but not for ever; what it would still say after that is never written. */
async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`a turn took longer than ${limits.turnTimeMaxMs} ms`)),
      limits.turnTimeMaxMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function turnSeconds(deps: TurnDeps): Histogram<'outcome'> {
  return deps.meter.histogram('tilltalk_turn_seconds', 'From a committed message to its committed replies', [
    'outcome',
  ]);
}
