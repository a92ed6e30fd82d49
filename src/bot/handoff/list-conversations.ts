import type { Language } from '../../identity/wire.ts';
import { limits } from '../../kernel/limits.ts';
import { contentOfRow } from '../conversation/activity.ts';
import type { HandoffDeps } from '../deps.ts';
import { findLastMessages, findListed, type Listed } from './console-store.ts';
import type { ConsoleConversation, ConsoleView } from './wire.ts';

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
  const messages = await findLastMessages(
    deps.db.query,
    listed.map(({ conversationId }) => conversationId),
  );
  return listed.map((conversation) => {
    const last = messages.find(({ conversationId }) => conversationId === conversation.conversationId);
    return {
      ...facts(conversation),
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
  ...rest
}: Listed): Omit<ConsoleConversation, 'lastMessage'> {
  return {
    ...rest,
    learnerName: displayName,
    isGuest: isGuest === 1,
    language: language as Language,
    state: rest.acceptedAtMs === null ? 'queued' : 'human',
    priority: 'normal',
    skill: null,
    isMessage: false,
    offer: null,
    wrapUpUntilMs: null,
    sla: [],
  };
}
