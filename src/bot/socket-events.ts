import { z } from 'zod';
import { DomainError, kernelErrors } from '../kernel/errors.ts';
import { takeTurn } from '../kernel/rate-limit.ts';
import { beginConversation } from './conversation/begin-conversation.ts';
import { clickCard } from './conversation/click-card.ts';
import { openConversation } from './conversation/open-conversation.ts';
import { setLanguage } from './conversation/set-language.ts';
import { summarizeConversations } from './conversation/summarize-conversations.ts';
import { tellTyping } from './conversation/typing.ts';
import { NewConversation, ReadConversation, RenewSession, SetTyping } from './conversation/wire.ts';
import type { BotSocketsDeps } from './deps.ts';
import { answerCsat } from './handoff/csat/answer-csat.ts';
import { viewHandoff } from './handoff/view-handoff.ts';
import { parseBody } from './socket-answer.ts';
import { type BotSocket, showConversation, shows } from './socket-types.ts';
import { handleTurn } from './turn/handle-turn.ts';
import { AnswerCsat, ClickCard, OpenConversation, SendMessage, SetLanguage } from './wire.ts';

interface Asking<Body> {
  readonly deps: BotSocketsDeps;
  readonly socket: BotSocket;
  readonly learnerId: string;
  readonly body: Body;
}

/** Does what a browser asks; what it resolves with is acknowledged. Throws `invalid_request` for a body of another form. */
export type SocketEvent = (asking: Asking<unknown>) => Promise<unknown>;

/** What a learner's browser may ask. It can send messages only: roles, cards and events come from the server (C6). */
export const socketEvents: ReadonlyMap<string, SocketEvent> = new Map([
  event('conversation:open', OpenConversation, async ({ deps, socket, learnerId, body }) => {
    const opened = await openConversation(deps, { ...body, learnerId });
    const { conversationId } = opened;
    await showConversation(socket, conversationId);
    const [handoff, marks] = await Promise.all([
      viewHandoff(deps, conversationId),
      deps.readMarks.of(conversationId),
    ]);
    return { ...opened, handoff, marks };
  }),
  event('conversation:list', z.strictObject({}), ({ deps, learnerId }) =>
    summarizeConversations(deps, learnerId),
  ),
  event('conversation:new', NewConversation, async ({ deps, learnerId, body }) => {
    await takeTurn(deps.messageLimit, learnerId);
    const { conversationId } = await beginConversation(deps, { ...body, learnerId, isNew: true });
    return { conversationId };
  }),
  event('conversation:read', ReadConversation, async ({ deps, socket, body }) => {
    const { conversationId, ...further } = body;
    requireShown(socket, conversationId);
    deps.readMarks.note(conversationId, further);
  }),
  event('message:send', SendMessage, async ({ deps, learnerId, body }) => {
    await takeTurn(deps.messageLimit, learnerId);
    await takeTurn(deps.conversationLimit, body.conversationId);
    const { committed } = await handleTurn(deps, { ...body, learnerId });
    return committed;
  }),
  event('typing:set', SetTyping, async ({ deps, socket, body: { conversationId } }) => {
    requireShown(socket, conversationId);
    tellTyping(deps, { conversationId, typing: true, by: 'learner' });
  }),
  event('card:click', ClickCard, ({ deps, learnerId, body }) => clickCard(deps, { ...body, learnerId })),
  event('csat:answer', AnswerCsat, ({ deps, learnerId, body }) => answerCsat(deps, { ...body, learnerId })),
  event('language:set', SetLanguage, ({ deps, learnerId, body }) =>
    setLanguage(deps, { ...body, learnerId }),
  ),
  event('session:renew', RenewSession, async ({ deps, socket, learnerId, body }) => {
    const caller = await deps.authenticate(body.token);
    // Another person's token opens a socket of its own (C6).
    if (caller.learnerId !== learnerId) throw new DomainError(kernelErrors.not_found);
    socket.data.caller = caller;
  }),
]);

/** Answered although the token has ended. */
export const EVENTS_AFTER_EXPIRY: ReadonlySet<string> = new Set(['session:renew']);

function event<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  work: (asking: Asking<z.output<Schema>>) => Promise<unknown>,
): readonly [string, SocketEvent] {
  return [name, async (asking) => work({ ...asking, body: parseBody(schema, asking.body) })];
}

/** What a learner has open is theirs: opening it has asked the database. */
function requireShown(socket: BotSocket, conversationId: string): void {
  if (!shows(socket, conversationId)) throw new DomainError(kernelErrors.not_found);
}
