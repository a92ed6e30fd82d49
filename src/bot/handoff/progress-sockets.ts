import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { READ_TOPIC, type ReadChanged } from '../conversation/read-marks.ts';
import { TYPING_TOPIC, tellTyping } from '../conversation/typing.ts';
import { SetTyping, type TypingView } from '../conversation/wire.ts';
import { knownRefusal, parseBody, refusalOf } from '../socket-answer.ts';
import type { Ack } from '../wire.ts';
import type { ConsoleSocketsDeps } from './deps.ts';
import { ReadThread } from './live/wire.ts';
import { type ConsoleServer, type ConsoleSocket, roomOf } from './socket-types.ts';
import { findOwner } from './store.ts';

/** What an agent's console says of the agent: how far they have read, and that they are writing. */
export const PROGRESS_EVENTS = ['conversation:read', 'typing:set'] as const;

/** Answers one of `PROGRESS_EVENTS`. Only who owns a thread reads and writes in the learner's sight. */
export async function noteProgress(
  deps: ConsoleSocketsDeps,
  socket: ConsoleSocket,
  { name, body }: { name: (typeof PROGRESS_EVENTS)[number]; body: unknown },
): Promise<Ack<null>> {
  try {
    if (name === 'conversation:read') {
      const { conversationId, seq } = parseBody(ReadThread, body);
      await requireOwned(deps, socket, conversationId);
      deps.readMarks.note(conversationId, { agentReadSeq: seq });
    } else {
      const { conversationId } = parseBody(SetTyping, body);
      await requireOwned(deps, socket, conversationId);
      const { displayName } = socket.data.caller;
      tellTyping(deps, { conversationId, typing: true, by: 'agent', name: displayName });
    }
    return { ok: true, data: null };
  } catch (error) {
    const known = knownRefusal(error);
    if (known === null) deps.log.error({ error }, 'a console could not say how far its agent is');
    return refusalOf(known ?? kernelErrors.internal_error);
  }
}

async function requireOwned(
  deps: ConsoleSocketsDeps,
  socket: ConsoleSocket,
  conversationId: string,
): Promise<void> {
  const now = await findOwner(deps.db.query, conversationId);
  const isTheirs = now?.owner === 'agent' && now.ownerId === socket.data.caller.staffId;
  if (!isTheirs) throw new DomainError(kernelErrors.not_found);
}

/** Tells a console that opened a thread how far its learner has got. */
export async function tellProgress(
  { readMarks }: ConsoleSocketsDeps,
  socket: ConsoleSocket,
  conversationId: string,
): Promise<void> {
  socket.emit('read:changed', { conversationId, marks: await readMarks.of(conversationId) });
}

/** Tells those who have a thread open how far each side has got in it, and who writes there. */
export function listenToProgress(
  server: ConsoleServer,
  { broadcast }: Pick<ConsoleSocketsDeps, 'broadcast'>,
): (() => void)[] {
  return [
    broadcast.subscribe(READ_TOPIC, (message) => {
      const change = message as ReadChanged;
      server.local.to(roomOf.thread(change.conversationId)).emit('read:changed', change);
    }),
    broadcast.subscribe(TYPING_TOPIC, (message) => {
      const typing = message as TypingView;
      server.local.to(roomOf.thread(typing.conversationId)).emit('typing:changed', typing);
    }),
  ];
}
