import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { createEgress } from '../../kernel/egress/egress.ts';
import { limits } from '../../kernel/limits.ts';
import { addEndpoint } from './add-endpoint.ts';
import { disableEndpoint, enableEndpoint, rotateSecret } from './change-endpoint.ts';
import { createDeliverer } from './deliver.ts';
import type { WebhookDeps } from './deps.ts';
import { forgetFinished, forgetRecipient } from './forget-recipient.ts';
import { forgetDeliveries } from './jobs.ts';
import { queueWebhooks } from './queue-delivery.ts';
import { resendDelivery, tryEndpoint } from './send-by-hand.ts';
import { listDeliveries, viewEndpoint } from './view-webhooks.ts';
import { grant, type Receiver, startReceiver, tell, webhookDeps } from './webhook.testing.ts';
import type { WebhookEventType } from './wire.ts';

const DAY_MS = 86_400_000;
const actor = 'command_line';
const event = {
  eventId: 'evt_1',
  position: 1,
  type: 'entitlement.granted',
  subjectId: 'ent_1',
  livemode: false,
  occurredAtMs: 1,
  payload: { productId: 'prd_1' },
};

describeOnBothEngines('webhooks', (database) => {
  // The receiver's library compares with the real time.
  let nowMs: number;
  let receiver: Receiver;
  let deps: WebhookDeps;

  beforeEach(async () => {
    nowMs = Date.now();
    receiver = await startReceiver();
    deps = webhookDeps(database(), { now: () => nowMs, allowedHosts: [receiver.host] });
  });
  afterEach(async () => {
    await receiver.close();
    await database().query.updateTable('webhook_endpoint').set({ status: 'disabled' }).execute();
  });

  const add = (given: { url?: string; eventTypes?: WebhookEventType[] } = {}) =>
    addEndpoint(deps, { url: receiver.url, description: '', actor, ...given });
  const deliverDue = async (): Promise<void> => {
    const deliverer = createDeliverer(deps);
    await deliverer.run();
    await deliverer.idle();
  };
  /** Moves to when the head of the line is due, and lets it be sent. */
  const deliverNext = async (endpointId: string): Promise<void> => {
    const pending = (await listDeliveries(deps, { endpointId, status: 'pending' })).at(-1);
    nowMs = Math.max(nowMs, pending?.nextAttemptAtMs ?? 0);
    await deliverDue();
  };
  const answerWith = (status: number, headers: Record<string, string> = {}): void => {
    receiver.answer = (response) => response.writeHead(status, headers).end(`status ${status}`);
  };
  const entitlementIds = (of: Receiver = receiver) =>
    of.received.map(
      ({ body }) => (JSON.parse(body) as { data: { entitlementId: string } }).data.entitlementId,
    );
  const idsOf = (of: Receiver = receiver) => of.received.map(({ headers }) => headers['webhook-id']);

  it('an event arrives signed, with ids and amounts and nothing else', async () => {
    const endpoint = await add();
    const { learnerId } = await learner('host-user-7');
    await grant(deps, learnerId);
    await deliverDue();
    const [got] = receiver.received;
    const body = new Webhook(endpoint.secret).verify(got?.body ?? '', got?.headers as Record<string, string>);
    expect(body).toEqual({
      type: 'entitlement.granted',
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      livemode: false,
      data: {
        entitlementId: expect.stringMatching(/^ent_/),
        productId: 'prd_none',
        externalId: null,
        orderId: 'ord_1',
        paymentId: 'pay_1',
        hostUserId: 'host-user-7',
      },
    });
    expect(got?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('an event that is told twice is sent once, and only for types that were chosen', async () => {
    const other = await startReceiver();
    deps = webhookDeps(database(), { now: () => nowMs, allowedHosts: [receiver.host, other.host] });
    await add({ eventTypes: ['entitlement.granted'] });
    await add({ url: other.url, eventTypes: ['payment.succeeded'] });
    const eventId = await grant(deps);
    await tell(deps, eventId);
    await deliverDue();
    expect([receiver.received.length, other.received.length]).toEqual([1, 0]);
    await other.close();
  });

  it('nothing of the other mode is told', async () => {
    await add();
    const live = webhookDeps(database(), { now: () => nowMs, allowedHosts: [receiver.host], livemode: true });
    await grant(live);
    await createDeliverer(live).run();
    await deliverDue();
    expect(receiver.received).toEqual([]);
  });

  it('a failed message is tried again on schedule under the same id, each time signed for that moment', async () => {
    const endpoint = await add();
    answerWith(500);
    await grant(deps);
    const begunMs = nowMs;
    await deliverDue();
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    const waits: number[] = [];
    for (let attempt = 1; attempt < 4; attempt += 1) {
      const beforeMs = nowMs;
      await deliverNext(endpoint.endpointId);
      waits.push((nowMs - beforeMs) / 1000);
    }
    expect(waits).toEqual([5, 300, 1800]);
    expect(new Set(idsOf()).size).toBe(1);
    const stamps = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(stamps).toEqual([0, 5, 305, 2105].map((seconds) => Math.floor(begunMs / 1000 + seconds)));
    answerWith(204);
    await deliverNext(endpoint.endpointId);
    const [delivery] = await listDeliveries(deps, { endpointId: endpoint.endpointId });
    expect(delivery?.status).toBe('delivered');
    expect(delivery?.attempts.map(({ statusCode }) => statusCode)).toEqual([500, 500, 500, 500, 204]);
    expect(await viewEndpoint(deps, endpoint.endpointId)).toMatchObject({ failuresInARow: 0 });
  });

  it('a receiver that asks for time gets it', async () => {
    const { endpointId } = await add();
    answerWith(429, { 'retry-after': '90' });
    await grant(deps);
    await deliverDue();
    const [delivery] = await listDeliveries(deps, { endpointId });
    expect((delivery?.nextAttemptAtMs ?? 0) - nowMs).toBe(90_000);
  });

  it.each([301, 307, 400, 404, 503])('an answer of %i is a failure', async (status) => {
    const { endpointId } = await add();
    answerWith(status, { location: receiver.url });
    await grant(deps);
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    const [delivery] = await listDeliveries(deps, { endpointId });
    expect(delivery).toMatchObject({ status: 'pending', attempts: [{ statusCode: status }] });
  });

  it('messages of an endpoint arrive in order, also when one has to be tried again', async () => {
    const { endpointId } = await add();
    answerWith(500);
    for (let count = 0; count < 4; count += 1) await grant(deps);
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    answerWith(200);
    await deliverNext(endpointId);
    const [failed, ...rest] = entitlementIds();
    expect(rest).toEqual([...rest].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4))));
    expect(rest).toHaveLength(4);
    expect(rest[0]).toBe(failed);
  });

  it('a stuck endpoint holds its own line only', async () => {
    const stuck = await startReceiver();
    stuck.answer = () => {};
    deps = webhookDeps(database(), { now: () => nowMs, allowedHosts: [receiver.host, stuck.host] });
    await add({ url: stuck.url });
    await add();
    const arrived = new Promise<void>((resolve) => {
      receiver.answer = (response) => {
        response.end();
        if (receiver.received.length === 3) resolve();
      };
    });
    for (let count = 0; count < 3; count += 1) await grant(deps);
    const deliverer = createDeliverer(deps);
    await deliverer.run();
    await arrived;
    await deliverer.stop();
    expect([receiver.received.length, stuck.received.length]).toEqual([3, 1]);
    await stuck.close();
  });

  it('what was being sent when the process stopped is sent again', async () => {
    const { endpointId } = await add();
    let begun = (): void => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    receiver.answer = () => begun();
    await grant(deps);
    const deliverer = createDeliverer(deps);
    await deliverer.run();
    await hasBegun;
    await deliverer.stop();
    const [broken] = await listDeliveries(deps, { endpointId });
    expect(broken).toMatchObject({ status: 'pending', attempts: [] });
    answerWith(200);
    await deliverDue();
    expect(new Set(idsOf()).size).toBe(1);
    expect((await listDeliveries(deps, { endpointId }))[0]?.status).toBe('delivered');
  });

  it('an endpoint that answers 410 is switched off at once, and everybody is told', async () => {
    const { endpointId } = await add();
    answerWith(410);
    await grant(deps);
    await grant(deps);
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    expect(await viewEndpoint(deps, endpointId)).toMatchObject({
      status: 'disabled',
      disabledReason: 'gone',
    });
    expect(await told(endpointId)).toEqual({ event: 'gone', audit: 'gone' });
    expect(await deps.meter.text()).toMatch(/endpoints_disabled_total\{reason="gone"\} 1/);
  });

  it('ten failures in a row switch an endpoint off; switched on again it gets what waited and what it missed', async () => {
    const { endpointId } = await add();
    answerWith(500);
    await grant(deps);
    await grant(deps);
    for (let attempt = 0; attempt < limits.webhookFailuresInARowMax; attempt += 1) {
      expect((await viewEndpoint(deps, endpointId)).status).toBe('enabled');
      await deliverNext(endpointId);
    }
    expect(receiver.received).toHaveLength(10);
    expect(await viewEndpoint(deps, endpointId)).toMatchObject({
      status: 'disabled',
      disabledReason: 'failing',
      failuresInARow: 10,
    });
    expect(await told(endpointId)).toEqual({ event: 'failing', audit: 'failing' });
    nowMs += 1_000;
    deps.book.forget();
    await grant(deps);
    await deliverNext(endpointId);
    expect(receiver.received).toHaveLength(10);

    receiver.received.length = 0;
    answerWith(200);
    await enableEndpoint(deps, { endpointId, actor });
    await deliverDue();
    const got = entitlementIds();
    expect(got).toHaveLength(3);
    expect(got).toEqual([...got].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4))));
  });

  it('an endpoint that was switched off by hand hears nothing until it is on again, then all of it', async () => {
    const { endpointId } = await add();
    await grant(deps);
    await deliverDue();
    await disableEndpoint(deps, { endpointId, actor });
    await grant(deps);
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    await enableEndpoint(deps, { endpointId, actor });
    await deliverDue();
    expect(receiver.received).toHaveLength(2);
  });

  it('while a secret is rotated both sign, then the new one alone; never more than two', async () => {
    const first = await add();
    const { endpointId } = first;
    const second = await rotateSecret(deps, { endpointId, overlapMs: 60_000, actor });
    const verifies = async (): Promise<boolean[]> => {
      receiver.received.length = 0;
      await tryEndpoint(deps, { endpointId, actor });
      const [got] = receiver.received;
      return [first.secret, second.secret].map((secret) => isSignedBy(secret, got));
    };
    expect(await verifies()).toEqual([true, true]);
    nowMs += 60_000;
    expect(await verifies()).toEqual([false, true]);
    nowMs = Date.now();
    await rotateSecret(deps, { endpointId, overlapMs: DAY_MS, actor });
    await rotateSecret(deps, { endpointId, overlapMs: DAY_MS, actor });
    await verifies();
    const signatures = String(receiver.received[0]?.headers['webhook-signature']).split(' ');
    expect(signatures).toHaveLength(2);
  });

  it('secrets stand nowhere as they are', async () => {
    const { secret } = await add();
    const [secrets, audit] = await Promise.all([
      database().query.selectFrom('webhook_secret').selectAll().execute(),
      database().query.selectFrom('audit_entry').selectAll().execute(),
    ]);
    expect(JSON.stringify([secrets, audit])).not.toContain(secret.slice('whsec_'.length));
  });

  it('a message sent again keeps its id, and one that failed for good counts as delivered', async () => {
    const { endpointId } = await add();
    answerWith(500);
    await grant(deps);
    await deliverDue();
    const [{ deliveryId } = { deliveryId: '' }] = await listDeliveries(deps, { endpointId });
    expect(await resendDelivery(deps, { endpointId, deliveryId, actor })).toMatchObject({
      cause: 'resend',
      isDelivered: false,
      statusCode: 500,
      responseBody: 'status 500',
    });
    expect(await viewEndpoint(deps, endpointId)).toMatchObject({ failuresInARow: 1 });
    answerWith(200);
    expect(await resendDelivery(deps, { endpointId, deliveryId, actor })).toMatchObject({
      isDelivered: true,
    });
    expect(new Set(idsOf())).toEqual(new Set([deliveryId]));
    const [delivery] = await listDeliveries(deps, { endpointId });
    expect(delivery).toMatchObject({ status: 'delivered', nextAttemptAtMs: null });
    await expect(resendDelivery(deps, { endpointId, deliveryId: 'msg_none', actor })).rejects.toThrow();
  });

  it('keeps the first 2 KB of an answer', async () => {
    const { endpointId } = await add();
    receiver.answer = (response) => response.end(`${'好\0'.repeat(2_000)}`);
    const attempt = await tryEndpoint(deps, { endpointId, actor });
    expect(attempt.isDelivered).toBe(true);
    expect(attempt.responseBody).toMatch(/^好{100}/);
    expect(Buffer.byteLength(attempt.responseBody ?? '')).toBeLessThanOrEqual(limits.webhookResponseBytesMax);
  });

  it('a trial stands in no line and is no failure of the endpoint', async () => {
    const { endpointId } = await add();
    answerWith(500);
    expect(await tryEndpoint(deps, { endpointId, actor })).toMatchObject({
      cause: 'trial',
      isDelivered: false,
    });
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    expect(await viewEndpoint(deps, endpointId)).toMatchObject({ failuresInARow: 0 });
  });

  it.each(['http://shop.example/h', 'https://10.0.0.8/h', 'https://[::1]/h', 'https://169.254.169.254/h'])(
    'there is no endpoint at %s',
    async (url) => {
      await expect(add({ url })).rejects.toEqual(expect.objectContaining({ code: 'webhook_url_refused' }));
    },
  );

  it('a name that leads to a private address is not called, and that is a failure', async () => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    deps = { ...deps, egress: createEgress({ allowedHosts: [], resolve }) };
    const { endpointId } = await add({ url: 'https://shop.example/hooks' });
    await grant(deps);
    await deliverDue();
    const [delivery] = await listDeliveries(deps, { endpointId });
    expect(delivery?.attempts[0]).toMatchObject({
      statusCode: null,
      error: 'not sent: its name leads to an address that is not public',
    });
  });

  it('there are not more endpoints than may be', async () => {
    for (let count = 0; count < limits.webhookEndpointsMax; count += 1) await add();
    await expect(add()).rejects.toEqual(expect.objectContaining({ code: 'webhook_endpoints_full' }));
  });

  it('what is finished is forgotten after the retention, what waits is not', async () => {
    const { endpointId } = await add();
    await grant(deps);
    await deliverDue();
    answerWith(500);
    await grant(deps);
    await deliverDue();
    nowMs += limits.webhookRetentionMs + 1;
    await forgetDeliveries(deps);
    const deliveries = await listDeliveries(deps, { endpointId });
    expect(deliveries.map(({ status }) => status)).toEqual(['pending']);
  });

  it('an erased learner is taken out of what was told; what waits still says whom it is about, until its end', async () => {
    await add();
    const { learnerId } = await learner('host-user-9%');
    const other = await learner('host-user-9x');
    await grant(deps, learnerId);
    await grant(deps, other.learnerId);
    await deliverDue();
    answerWith(500);
    await grant(deps, learnerId);
    await deliverDue();
    const erase = async (): Promise<void> => {
      await database().transact(async (tx) => {
        await forgetRecipient(tx, learnerId);
        const forgotten = { hostUserId: null, erasedAtMs: Date.now() + 1 };
        await tx.updateTable('learner').set(forgotten).where('learnerId', '=', learnerId).execute();
      });
    };
    await erase();
    const recipients = async () => {
      const rows = await database()
        .query.selectFrom('webhook_delivery')
        .select(['body', 'status'])
        .where('body', 'like', '%host-user-9%')
        .orderBy('deliveryId')
        .execute();
      return rows.map(({ body, status }) => [status, JSON.parse(body).data.hostUserId]);
    };
    expect(await recipients()).toEqual([
      ['delivered', 'host-user-9x'],
      ['pending', 'host-user-9%'],
    ]);
    answerWith(200);
    nowMs += limits.webhookTimeoutMs + 60_000;
    await deliverDue();
    expect(JSON.parse(receiver.received.at(-1)?.body ?? '').data.hostUserId).toBe('host-user-9%');
    await forgetFinished(deps);
    expect(await recipients()).toEqual([['delivered', 'host-user-9x']]);
  });

  it('while there is no endpoint an event costs no query', async () => {
    await deps.book.enabled();
    const asking = new Proxy(database(), {
      get: () => {
        throw new Error('the database was asked');
      },
    });
    const { isIdle, handle } = queueWebhooks({ ...deps, db: asking });
    expect(isIdle?.()).toBe(true);
    await handle(event);
    await add();
    expect(isIdle?.()).toBe(false);
    await expect(handle(event)).rejects.toThrow('the database was asked');
  });

  async function learner(hostUserId: string): Promise<{ learnerId: string }> {
    const learnerId = deps.newId('lrn');
    await database()
      .query.insertInto('learner')
      .values({
        learnerId,
        hostUserId,
        hostUserKey: `test:${hostUserId}`,
        displayName: 'Mai Lin',
        isGuest: 0,
        mergedIntoLearnerId: null,
        livemode: 0,
        createdAtMs: 1,
        updatedAtMs: 1,
      })
      .execute();
    return { learnerId };
  }

  /** Why an endpoint was switched off, as the event log and the audit chain tell it. */
  async function told(endpointId: string) {
    const event = await database()
      .query.selectFrom('domain_event')
      .select('payload')
      .where('type', '=', 'webhook_endpoint.disabled')
      .where('subjectId', '=', endpointId)
      .executeTakeFirstOrThrow();
    const entry = await database()
      .query.selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'webhook_endpoint.disabled')
      .where('subjectId', '=', endpointId)
      .executeTakeFirstOrThrow();
    const reasonOf = (json: string) => (JSON.parse(json) as { reason: string }).reason;
    return { event: reasonOf(event.payload), audit: reasonOf(entry.detail) };
  }
});

function isSignedBy(secret: string, got: { headers: unknown; body: string } | undefined): boolean {
  try {
    const headers = got?.headers as Record<string, string>;
    // Time is the test's, the library's is real.
    const timestamp = new Date(Number(headers['webhook-timestamp']) * 1000);
    const expected = new Webhook(secret).sign(String(headers['webhook-id']), timestamp, got?.body ?? '');
    return String(headers['webhook-signature']).split(' ').includes(expected);
  } catch {
    return false;
  }
}
