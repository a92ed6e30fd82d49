import { OWNER_TOPIC, type OwnerChanged } from '../conversation/deliver.ts';
import { CSAT_TOPIC } from './csat/answer-csat.ts';
import type { ConsoleSocketsDeps } from './deps.ts';
import { AGENTS_TOPIC } from './presence/beat.ts';
import { OFFER_TOPIC, type OfferChanged } from './queue/offer.ts';
import { SLA_TOPIC, type SlaBroken } from './sla/check-sla.ts';
import { type ConsoleServer, roomOf } from './socket-types.ts';

/** Tells this process's consoles of offers, presence, promises and ratings; returns how to stop each. */
export function listenToService(
  server: ConsoleServer,
  { broadcast }: Pick<ConsoleSocketsDeps, 'broadcast'>,
): (() => void)[] {
  const offeredTo = new Map<string, string>();
  const endOffer = (conversationId: string): void => {
    const staffId = offeredTo.get(conversationId);
    if (staffId === undefined) return;
    offeredTo.delete(conversationId);
    server.local.to(roomOf.agent(staffId)).emit('offer:ended', { conversationId });
  };
  return [
    broadcast.subscribe(OFFER_TOPIC, (message) => {
      const { staffId, conversationId, made } = message as OfferChanged;
      endOffer(conversationId);
      if (made !== undefined) {
        offeredTo.set(conversationId, staffId);
        server.local.to(roomOf.agent(staffId)).emit('offer:made', made);
      }
      server.local.emit('queue:changed');
      server.local.emit('agents:changed');
    }),
    // Whoever accepted it, or the learner left: it is offered to nobody any more.
    broadcast.subscribe(OWNER_TOPIC, (message) => {
      endOffer((message as OwnerChanged).conversationId);
      server.local.emit('agents:changed');
    }),
    broadcast.subscribe(AGENTS_TOPIC, () => server.local.emit('agents:changed')),
    broadcast.subscribe(SLA_TOPIC, (message) => server.local.emit('sla:breached', message as SlaBroken)),
    broadcast.subscribe(CSAT_TOPIC, (message) =>
      server.local.emit('csat:answered', message as { conversationId: string; score: number }),
    ),
  ];
}
