import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/app/cli/command.ts';
import { notificationsCommand } from '../../src/app/cli/notifications.ts';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { countNotifications } from '../../src/checkout/gateway/count-notifications.ts';
import { receiveNotification } from '../../src/checkout/gateway/receive-notification.ts';
import { GIVEN_UP_AT_MS, saveQuarantined } from '../../src/checkout/gateway/store.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { newId } from '../../src/kernel/id.ts';
import { limits } from '../../src/kernel/limits.ts';
import { signSandboxEvent } from '../support/sandbox-event.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

describe.each(['sqlite', 'postgresql'] as const)('what gateways tell us, on %s', (engine) => {
  let till: Till;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill(database === undefined ? {} : { DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });

  const post = (body: string | Buffer, headers: Record<string, string>, gateway = 'sandbox') =>
    fetch(`${till.url}/v1/gateways/${gateway}/notifications`, { method: 'POST', headers, body });
  const eventOf = async (externalEventId: string) =>
    till.db.query
      .selectFrom('gateway_event')
      .selectAll()
      .where('externalEventId', '=', externalEventId)
      .executeTakeFirst();
  const understood = (externalEventId: string) =>
    until(
      () => eventOf(externalEventId),
      (event) => event?.status !== 'received',
    );
  /** A charge that the sandbox never made: nothing of ours carries its number. */
  const strange = (change: object = {}) =>
    signSandboxEvent(DEMO_SECRETS.sandbox, {
      reference: `T${randomUUID().replaceAll('-', '').slice(0, 20)}`,
      ...change,
    });

  async function run(...args: string[]) {
    const out: string[] = [];
    const err: string[] = [];
    async function* stdin() {}
    const context: CliContext = {
      stdin: stdin(),
      print: (line) => out.push(line),
      printError: (line) => err.push(line),
      clock: till.running.house.clock,
      newId,
      livemode: false,
      openDatabase: async () => till.db,
    };
    return { code: await notificationsCommand.run(args, context), out: out.join('\n'), err: err.join('\n') };
  }

  it('a notification is stored byte for byte with its headers, answered, and understood by a job', async () => {
    const { eventId, headers, body } = strange();
    const answer = await post(body, { ...headers, cookie: 'secret=1', authorization: 'Bearer secret' });
    expect([answer.status, await answer.json()]).toEqual([200, { received: true }]);
    const event = await understood(eventId);
    expect(event).toMatchObject({ status: 'ignored', outcome: 'unknown_reference', raw: body });
    const kept = JSON.parse(event?.headers ?? '') as Record<string, string>;
    expect(kept['webhook-signature']).toBe(headers['webhook-signature']);
    expect(event?.headers).not.toContain('secret');
  });

  it('32 deliveries of one event at once are stored once and all answered as stored', async () => {
    const { eventId, headers, body } = strange();
    const answers = await Promise.all(Array.from({ length: 32 }, () => post(body, headers)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 32 }, () => 200));
    const rows = await till.db.query
      .selectFrom('gateway_event')
      .select('gatewayEventId')
      .where('externalEventId', '=', eventId)
      .execute();
    expect(rows).toHaveLength(1);
  });

  it('what proves nothing is refused, counted and kept as evidence, and never applied', async () => {
    const { eventId, headers, body } = strange();
    const answer = await post(body.replace('9900', '9901'), headers);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      401,
      'notification_refused',
    ]);
    expect((await post(body, headers, 'nobody')).status).toBe(404);
    await until(
      async () => (await run('list', '--refused')).out,
      (out) => out.includes('no signature holds'),
    );
    expect(await eventOf(eventId)).toBeUndefined();
    const metrics = await (await fetch(`${till.url}/metrics`)).text();
    expect(metrics).toMatch(/tilltalk_notifications_refused_total\{gateway="sandbox"\} \d/);
  });

  it('a flood of refused ones leaves a bounded trace', async () => {
    const { headers, body } = strange({ reference: 'T'.repeat(32) });
    const forged = { ...headers, 'webhook-signature': 'v1,AAAA' };
    for (let round = 0; round < 4; round += 1)
      await Promise.all(Array.from({ length: 50 }, () => post(body.padEnd(20_000), forged)));
    const { quarantined } = JSON.parse((await run('list', '--refused', '--json', '--limit', '1000')).out) as {
      quarantined: { raw: string; bodyBytes: number }[];
    };
    // 200 came; the bucket fills a little while they come.
    expect(quarantined.length).toBeLessThan(2 * limits.quarantinedPerMinuteMax);
    const long = quarantined.filter(({ bodyBytes }) => bodyBytes === 20_000);
    expect(long.length).toBeGreaterThan(0);
    for (const { raw } of long) expect(raw.length).toBe(limits.quarantineCharactersMax);
  });

  it('only the newest of a gateway stay in quarantine', async () => {
    const row = {
      gateway: 'other',
      reason: '',
      headers: '{}',
      raw: '',
      bodyBytes: 0,
      livemode: 0,
      receivedAtMs: 1,
    };
    const ids = Array.from(
      { length: limits.quarantinedPerGatewayMax + 5 },
      (_, index) => `qtn_${1_000 + index}`,
    );
    for (const quarantineId of ids) await saveQuarantined(till.db, { quarantineId, ...row });
    const kept = await till.db.query
      .selectFrom('gateway_quarantine')
      .select('quarantineId')
      .where('gateway', '=', 'other')
      .orderBy('quarantineId')
      .execute();
    expect(kept.map(({ quarantineId }) => quarantineId)).toEqual(ids.slice(5));
    expect((await run('list', '--refused')).out).toContain('sandbox');
  });

  it('a body beyond the limit is refused before it is read to its end', async () => {
    const { headers } = strange();
    const answer = await post('x'.repeat(limits.httpBodyBytesMax + 1), headers);
    expect(answer.status).toBe(413);
  });

  it('bytes that are no text are kept all the same', async () => {
    const answer = await post(Buffer.from([0xff, 0xfe, 0x00]), {
      'content-type': 'application/octet-stream',
    });
    expect(answer.status).toBe(401);
  });

  it('one that cannot be stored is answered so that the gateway tells it again', async () => {
    const { headers, body } = strange();
    const { checkout } = till.running.house;
    const failing = { insertInto: () => Promise.reject(new Error('the disk is full')) };
    const broken = {
      ...checkout,
      db: { ...checkout.db, query: failing as unknown as typeof checkout.db.query },
    };
    const raw = { headers, body: Buffer.from(body) };
    expect(await receiveNotification(broken, { gateway: 'sandbox', raw })).toMatchObject({ status: 503 });
    expect((await receiveNotification(checkout, { gateway: 'sandbox', raw })).status).toBe(200);
  });

  it('replayed, an applied one changes nothing and its first outcome stays on record', async () => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const { body: paying } = await learner.pay(checkout);
    const attempt = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('paymentId', '=', paying.payment?.paymentId ?? '')
      .executeTakeFirstOrThrow();
    const reference = attempt.gatewayReference;
    await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
    await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
    const list = async () =>
      (
        JSON.parse((await run('list', '--reference', reference, '--json')).out) as {
          notifications: {
            gatewayEventId: string;
            status: string;
            outcome: string;
            appliedAtMs: number;
            attempts: number;
          }[];
        }
      ).notifications;
    const [applied] = await until(list, ([line]) => line?.status === 'applied');
    const ledger = () => till.db.query.selectFrom('ledger_transaction').select('reference').execute();
    const before = await ledger();
    expect((await run('replay', applied?.gatewayEventId ?? '')).out).toContain('replayed   1 of 1');
    const [again] = await until(list, ([line]) => line?.status === 'applied' && line.attempts === 1);
    expect(again).toMatchObject({ outcome: 'succeeded', appliedAtMs: applied?.appliedAtMs });
    expect(await ledger()).toEqual(before);
    expect(await learner.entitlements()).toHaveLength(1);
    expect((await run('show', applied?.gatewayEventId ?? '')).out).toContain(reference);
  });

  it('one that was given up shows in the metrics and can be replayed with all its like', async () => {
    const { eventId, headers, body } = strange();
    await post(body, headers);
    const event = await understood(eventId);
    const gatewayEventId = event?.gatewayEventId ?? '';
    await till.db.query
      .updateTable('gateway_event')
      .set({
        status: 'received',
        content: '{',
        appliedAtMs: null,
        attempts: limits.gatewayEventAttemptsMax - 1,
      })
      .set({ nextAttemptAtMs: 0 })
      .where('gatewayEventId', '=', gatewayEventId)
      .execute();
    expect(await understood(eventId)).toMatchObject({ status: 'failed', nextAttemptAtMs: GIVEN_UP_AT_MS });
    expect((await run('list', '--status', 'failed')).out).toContain(gatewayEventId);
    await countNotifications(till.running.house.checkout);
    const metrics = await (await fetch(`${till.url}/metrics`)).text();
    expect(metrics).toContain('tilltalk_notifications_parked{gateway="sandbox"} 1');
    await till.db.query
      .updateTable('gateway_event')
      .set({ content: event?.content ?? '' })
      .where('gatewayEventId', '=', gatewayEventId)
      .execute();
    expect((await run('replay', '--failed', '--since', '1h')).out).toContain('replayed   1 of 1');
    expect(await understood(eventId)).toMatchObject({ status: 'ignored', outcome: 'unknown_reference' });
    expect((await run('replay', '--failed')).out).toContain('replayed   0 of 0');
  }, 30_000);

  it.each([
    [['replay'], 2],
    [['replay', 'gev_1', '--failed'], 2],
    [['replay', 'gev_1', '--since', '1h'], 2],
    [['replay', 'gev_none'], 1],
    [['show', 'gev_none'], 1],
    [['show'], 2],
    [['list', '--since', 'yesterday'], 2],
    [['list', '--status', 'lost'], 2],
  ] as const)('the command line %j ends with %d', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });
});
