import { CHECKOUT_TOPIC } from '../checkout/index.ts';
import { type ActivitiesAdded, CONVERSATION_TOPIC } from './conversation/deliver.ts';
import { ERASED_TOPIC, type LearnerErased } from './conversation/erase-conversations.ts';
import { type ConversationsMoved, MOVED_TOPIC } from './conversation/move-conversations.ts';
import { READ_TOPIC, type ReadChanged } from './conversation/read-marks.ts';
import { STREAM_TOPIC } from './conversation/stream.ts';
import { TYPING_TOPIC } from './conversation/typing.ts';
import type { StreamingActivity, TypingView } from './conversation/wire.ts';
import type { BotSocketsDeps } from './deps.ts';
import { tellLine } from './handoff/queue/tell-line.ts';
import { closeSlow } from './slow-sockets.ts';
import { type BotServer, roomOf } from './socket-types.ts';

/** Tells this process's sockets what any process of the house did; returns how to stop. */
export function tellSockets(server: BotServer, deps: BotSocketsDeps): () => void {
  const { subscribe } = deps.broadcast;
  // An event that nobody here hears is encoded all the same.
  const isHeard = (room: string): boolean => server.sockets.adapter.rooms.has(room);
  const unsubscribe = [
    subscribe(CONVERSATION_TOPIC, (message) => {
      const { learnerId, activities } = message as ActivitiesAdded;
      const room = roomOf.learner(learnerId);
      if (!isHeard(room)) return;
      const devices = server.local.to(room);
      for (const activity of activities) devices.emit('activity:added', activity);
      closeSlow(server, deps, room);
    }),
    tellLine(deps, {
      hears: (conversationId) => isHeard(roomOf.conversation(conversationId)),
      tell: (conversationId, handoff) =>
        server.local
          .to(roomOf.conversation(conversationId))
          .emit('handoff:changed', { conversationId, handoff }),
    }),
    subscribe(TYPING_TOPIC, (message) => {
      const typing = message as TypingView;
      if (typing.by === 'learner') return;
      server.local.to(roomOf.conversation(typing.conversationId)).emit('typing:changed', typing);
    }),
    subscribe(STREAM_TOPIC, (message) => {
      const piece = message as StreamingActivity;
      const room = roomOf.conversation(piece.conversation.id);
      server.local.to(room).emit('activity:typing', piece);
      closeSlow(server, deps, room);
    }),
    subscribe(READ_TOPIC, (message) => {
      const change = message as ReadChanged;
      server.local.to(roomOf.conversation(change.conversationId)).emit('read:changed', change);
    }),
    subscribe(CHECKOUT_TOPIC, (message) => {
      const { checkoutId, learnerId } = message as { checkoutId: string; learnerId: string };
      const room = roomOf.learner(learnerId);
      if (isHeard(room)) server.local.to(room).emit('checkout:changed', { checkoutId });
    }),
    subscribe(ERASED_TOPIC, (message) => {
      const devices = server.local.in(roomOf.learner((message as LearnerErased).learnerId));
      devices.emit('learner:erased');
      // What they still show of it is theirs to drop; from here they hear nothing of it any more.
      devices.disconnectSockets();
    }),
    subscribe(MOVED_TOPIC, (message) => {
      const { fromLearnerId, conversationIds } = message as ConversationsMoved;
      server.local.in(roomOf.learner(fromLearnerId)).socketsLeave(conversationIds.map(roomOf.conversation));
    }),
  ];
  return () => {
    for (const stop of unsubscribe) stop();
  };
}
