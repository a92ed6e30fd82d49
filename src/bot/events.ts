import type { Tx } from '../kernel/db/database.ts';
import { appendEvent, type OutboxDeps } from '../kernel/outbox.ts';
import type { ShownImpression } from './deps.ts';
import type { TurnMessage } from './types.ts';
import type { ClickCard } from './wire.ts';

type Deps = OutboxDeps & { livemode: boolean };

interface Started {
  readonly conversationId: string;
  readonly learnerId: string;
  readonly surface: string;
  readonly language: string;
}

export function conversationStarted(deps: Deps, tx: Tx, started: Started): Promise<string> {
  return appendEvent(deps, tx, {
    type: 'conversation.started',
    subjectId: started.conversationId,
    learnerId: started.learnerId,
    conversationId: started.conversationId,
    livemode: deps.livemode,
    payload: { surface: started.surface, language: started.language },
  });
}

interface Moved {
  readonly conversationId: string;
  readonly fromLearnerId: string;
  readonly toLearnerId: string;
}

export function conversationMoved(deps: Deps, tx: Tx, moved: Moved): Promise<string> {
  return appendEvent(deps, tx, {
    type: 'conversation.moved',
    subjectId: moved.conversationId,
    learnerId: moved.toLearnerId,
    conversationId: moved.conversationId,
    livemode: deps.livemode,
    payload: { fromLearnerId: moved.fromLearnerId, toLearnerId: moved.toLearnerId },
  });
}

interface Answered {
  readonly message: TurnMessage;
  readonly intent: string;
  readonly language: string;
  readonly repliesCount: number;
}

export function turnAnswered(deps: Deps, tx: Tx, answered: Answered): Promise<string> {
  const { message, intent, language, repliesCount } = answered;
  return appendEvent(deps, tx, {
    type: 'turn.answered',
    subjectId: message.activityId,
    learnerId: message.learnerId,
    conversationId: message.conversationId,
    livemode: deps.livemode,
    payload: { intent, language, surface: message.surface, repliesCount },
  });
}

interface Signalled {
  readonly activityId: string;
  readonly conversationId: string;
  readonly learnerId: string;
}

const signalled = (type: string) => (deps: Deps, tx: Tx, said: Signalled) =>
  appendEvent(deps, tx, {
    type,
    subjectId: said.activityId,
    learnerId: said.learnerId,
    conversationId: said.conversationId,
    livemode: deps.livemode,
    payload: {},
  });

/** A message tries to give the bot orders. */
export const messageFlagged = signalled('message.flagged');
/** A message was mostly pasted, as the learner's browser says. */
export const messagePasted = signalled('message.pasted');

interface Clicked {
  readonly impression: ShownImpression;
  readonly learnerId: string;
  readonly conversationId: string;
  readonly button: ClickCard['button'];
}

export function impressionClicked(deps: Deps, tx: Tx, clicked: Clicked): Promise<string> {
  const { impression, learnerId, conversationId, button } = clicked;
  const { impressionId, recommendationId, productId } = impression;
  return appendEvent(deps, tx, {
    type: 'impression.clicked',
    subjectId: impressionId,
    learnerId,
    conversationId,
    livemode: deps.livemode,
    payload: { impressionId, recommendationId, productId, button },
  });
}
