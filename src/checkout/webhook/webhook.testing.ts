import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { eventOfRow } from '../../kernel/domain-event.ts';
import { createEgress } from '../../kernel/egress/egress.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { createSeal } from '../../kernel/seal.ts';
import type { WebhookDeps } from './deps.ts';
import { createEndpointBook } from './endpoint-book.ts';
import { queueWebhooks } from './queue-delivery.ts';

/** One request that a receiver got. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A host platform that listens; `answer` may be changed at any time. */
export interface Receiver {
  readonly url: string;
  readonly host: string;
  readonly received: Received[];
  answer: (response: ServerResponse, received: Received) => void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const thank: Receiver['answer'] = (response) => void response.end('thanks');
  const receiver = { received, answer: thank };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      receiver.answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(receiver, {
    host,
    url: `http://${host}/hooks`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** What webhooks need, with a clock that the test moves. */
export function webhookDeps(
  db: Database,
  given: { now: () => number; allowedHosts: readonly string[]; livemode?: boolean },
): WebhookDeps {
  const clock = systemClock(given.now);
  const livemode = given.livemode ?? false;
  return {
    db,
    clock,
    newId,
    livemode,
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    egress: createEgress({ allowedHosts: given.allowedHosts }),
    seal: createSeal([{ kid: 'k1', secret: 'a secret of this test alone' }]),
    random: () => 0.5,
    book: createEndpointBook({ db, clock, livemode }),
    wakeDeliverer: () => {},
  };
}

let events = 0;

/** Writes that an entitlement was granted and tells it to whoever queues webhooks. Returns its event id. */
export async function grant(deps: WebhookDeps, learnerId: string | null = null): Promise<string> {
  events += 1;
  const entitlementId = `ent_${events}`;
  const eventId = await deps.db.transact((tx) =>
    appendEvent(deps, tx, {
      type: 'entitlement.granted',
      subjectId: entitlementId,
      learnerId,
      livemode: deps.livemode,
      payload: {
        entitlementId,
        productId: 'prd_none',
        orderId: 'ord_1',
        paymentId: 'pay_1',
        secretOfOurs: 'never told',
      },
    }),
  );
  await tell(deps, eventId);
  return eventId;
}

/** Tells one event, as the relay does, which may be twice. */
export async function tell(deps: WebhookDeps, eventId: string): Promise<void> {
  await deps.db.query
    .updateTable('domain_event')
    .set({ position: events })
    .where('eventId', '=', eventId)
    .where('position', 'is', null)
    .execute();
  const row = await deps.db.query
    .selectFrom('domain_event')
    .selectAll()
    .where('eventId', '=', eventId)
    .executeTakeFirstOrThrow();
  await queueWebhooks(deps).handle(eventOfRow(row));
}
