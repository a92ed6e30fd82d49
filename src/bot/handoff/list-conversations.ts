import { maskName } from '../../identity/index.ts';
import type { Language } from '../../identity/wire.ts';
import { limits } from '../../kernel/limits.ts';
import { contentOfRow } from '../conversation/activity.ts';
import type { HandoffDeps } from '../deps.ts';
import { findLastMessages, findListed, type Listed } from './console-store.ts';
import { findBreaches } from './sla/store.ts';
import { offerOf, slaOf } from './sla/view-sla.ts';
import type { ConsoleConversation, ConsoleView, OpenState, Priority } from './wire.ts';

/** The conversations that wait, or that an agent has: those who asked first come first. */
export async function listConversations(
  deps: Pick<HandoffDeps, 'db' | 'livemode'>,
  { view, staffId }: { view: ConsoleView; staffId: string },
): Promise<ConsoleConversation[]> {
  const listed = await findListed(deps.db.query, {
    livemode: deps.livemode ? 1 : 0,
    limit: limits.conversationsPerListMax,
    ...(view === 'mine' ? { ownerId: staffId } : {}),
  });
  const [messages, breaches] = await Promise.all([
    findLastMessages(
      deps.db.query,
      listed.map(({ conversationId }) => conversationId),
    ),
    findBreaches(
      deps.db.query,
      listed.map(({ handoffId }) => handoffId),
    ),
  ]);
  return listed.map((conversation) => {
    const last = messages.find(({ conversationId }) => conversationId === conversation.conversationId);
    return {
      ...facts(conversation),
      sla: slaOf(conversation, breaches),
      lastMessage:
        last === undefined
          ? null
          : {
              text: (contentOfRow(last).text ?? '').slice(0, limits.messagePreviewCharactersMax),
              sender: last.sender === 'agent' ? 'agent' : 'learner',
              atMs: last.createdAtMs,
            },
    };
  });
}

function facts({
  displayName,
  isGuest,
  language,
  handoffId: _handoffId,
  firstAnswerDueAtMs: _first,
  nextAnswerDueAtMs: _next,
  resolutionDueAtMs: _resolution,
  ...rest
}: Listed): Omit<ConsoleConversation, 'lastMessage' | 'sla'> {
  const { offeredTo, offerExpiresAtMs, isMessage, ...shown } = rest;
  return {
    ...shown,
    learnerName: maskName(displayName),
    isGuest: isGuest === 1,
    language: language as Language,
    state: shown.state as OpenState,
    priority: shown.priority as Priority,
    isMessage: isMessage === 1,
    offer: offerOf({ offeredTo, offerExpiresAtMs }),
  };
}
