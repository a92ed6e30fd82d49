import { once } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { io as connect } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Ack, OpenedConversation } from '../../src/bot/wire.ts';
import type { InvoiceList, InvoiceView } from '../../src/checkout/invoice/wire.ts';
import type { EntitlementView } from '../../src/checkout/wire.ts';
import { sql } from '../../src/kernel/db/database.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { type Api, apiWith } from '../support/api.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { staffApi } from '../support/staff-api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const CARD = '4242 4242 4242 4242';
const IDENTITY = '11010519491231002X';
const WHO = 'reader-of-this-test';

describe.each(['sqlite', 'postgresql'] as const)('a learner’s own data on %s', (engine) => {
  let till: Till;
  let learner: Api;
  let host: Api;
  let orderId: string;
  let conversationId: string;
  let dropDatabase = async (): Promise<void> => {};
  const logged: string[] = [];

  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    const write = fs.write;
    // The log writes to standard output by itself, past whatever `process.stdout` is here.
    vi.spyOn(fs, 'write').mockImplementation(((fd: number, text: string, ...rest: unknown[]) => {
      if (fd !== 1) return Reflect.apply(write, fs, [fd, text, ...rest]);
      logged.push(String(text));
      (rest.at(-1) as (error: null, bytes: number) => void)(null, Buffer.byteLength(text));
    }) as typeof fs.write);
    till = await startTill({ LOG_LEVEL: 'trace', ...(database && { DATABASE_URL: database.url }) });
    learner = await till.learner(WHO);
    host = apiWith(till.url, { token: await hostServerToken(), learnerId: '' });
    conversationId = await chat();
    orderId = await buy();
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await till.close();
    await dropDatabase();
  });

  /** Says what must never be kept as it stands, in words and in a file's name. */
  async function chat(): Promise<string> {
    const auth = { token: learner.token };
    const socket = connect(till.url, { auth, transports: ['websocket'], forceNew: true });
    const ask = async <T>(name: string, body: object): Promise<T> => {
      const answer: Ack<T> = await socket.timeout(10_000).emitWithAck(name, body);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.data;
    };
    const opening = { afterSeq: 0, language: 'en', surface: 'web' };
    const opened = await ask<OpenedConversation>('conversation:open', opening);
    const text = `my card is ${CARD}, cvv 737, my id ${IDENTITY}; harpsichord lessons please`;
    const { conversationId } = opened;
    await ask('message:send', { conversationId, clientMessageId: 'message-private-1', text });
    const name = encodeURIComponent(`${CARD} statement.txt`);
    const file = await fetch(
      `${till.url}/v1/conversations/${conversationId}/attachments/upload-private-1?name=${name}`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${learner.token}`, 'content-type': 'application/octet-stream' },
        body: 'statement',
      },
    );
    expect(file.status).toBe(201);
    socket.disconnect();
    return conversationId;
  }

  async function buy(): Promise<string> {
    const { body } = await learner.start(await till.product(), { conversationId });
    await learner.pay(body);
    await payAtGateway();
    const done = await until(
      async () => (await learner.view(body.checkoutId)).body,
      (view) => view.status === 'complete',
    );
    const order = (await learner.orders()).find(({ checkoutId }) => checkoutId === done.checkoutId);
    return order?.orderId ?? '';
  }

  async function payAtGateway(): Promise<void> {
    const attempts = await till.db.query
      .selectFrom('payment_attempt')
      .select('gatewayReference')
      .where('capturedAtMs', 'is', null)
      .execute();
    const reference = attempts.at(-1)?.gatewayReference;
    await till.sandbox('/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
  }

  /** Writes a card number wherever staff and the platform's server write words; answers with what stands before it. */
  async function writeAsStaff(): Promise<string[]> {
    const supervisor = await staffApi(till, 'supervisor');
    const admin = await staffApi(till, 'admin');
    const product = {
      ...{ requestId: 'request-private-1', status: 'draft', kind: 'course', language: 'en', level: null },
      ...{ title: `in a title ${CARD}`, description: `in a description ${CARD}`, author: `by ${CARD}` },
      ...{ tags: [`in a tag ${CARD}`], url: null, coverUrl: null, durationMinutes: null, prices: [] },
      links: { series: { name: `in a series ${CARD}`, part: 1 }, prerequisiteIds: [], partIds: [] },
    };
    const endpoint = { url: 'https://shop.example/h', description: `at an endpoint ${CARD}` };
    const block = { list: 'block', kind: 'emailDomain', value: 'reader.example', note: `on a list ${CARD}` };
    const view = { name: `of a view ${CARD}`, question: '', isShared: false };
    const person = { login: 'private-1', role: 'agent', displayName: `of a person ${CARD}` };
    const answers = [
      await supervisor.call('POST', '/v1/console/catalog/products', { body: product }),
      await host.call<{ endpointId: string }>('POST', '/v1/webhook-endpoints', { body: endpoint }),
      await supervisor.call('POST', '/v1/console/risk/lists', { body: block }),
      await supervisor.call('POST', '/v1/analytics/views', { body: view }),
      await admin.call('POST', '/v1/staff/accounts', { body: person }),
    ];
    expect(answers.map(({ status }) => Math.floor(status / 100))).toEqual([2, 2, 2, 2, 2]);
    return [
      ...['in a title', 'in a description', 'by', 'in a tag', 'in a series'],
      ...['at an endpoint', 'on a list', 'of a view', 'of a person'],
    ];
  }

  /** Every row of every table as text. */
  async function everything(): Promise<string> {
    const { db } = till;
    const tables = await sql<{ name: string }>(
      engine === 'sqlite'
        ? ([`SELECT name FROM sqlite_master WHERE type = 'table'`] as never)
        : ([`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`] as never),
    ).execute(db.query);
    const rows = await Promise.all(
      tables.rows.map(({ name }) => sql`SELECT * FROM ${sql.table(name)}`.execute(db.query)),
    );
    return rows.map((table) => JSON.stringify(table.rows)).join('\n');
  }

  const invoice = (body: object) =>
    learner.call<InvoiceView>('POST', `/v1/orders/${orderId}/invoice`, { body });
  const company = {
    buyer: 'company',
    title: 'Moonlit Harpsichords Ltd',
    taxNumber: '91310000MA1FL0XX0X',
    email: 'ap@moonlit.example',
  } as const;

  it('an invoice is asked for, corrected, told without what it says, and issued once', async () => {
    const open = (await learner.start(await till.product())).body;
    await learner.pay(open);
    const pending = (await learner.orders()).find(({ checkoutId }) => checkoutId === open.checkoutId);
    const early = await learner.call('POST', `/v1/orders/${pending?.orderId}/invoice`, { body: company });
    expect(early.body.code).toBe('invoice_not_possible');
    await learner.call('POST', `/v1/checkouts/${open.checkoutId}/cancel`, { key: 'cancel-1', body: {} });

    const person = { buyer: 'person', title: `Card ${CARD}`, email: 'me@reader.example' };
    expect((await invoice(person)).body).toMatchObject({ title: 'Card ••••4242', taxNumber: null });
    const asked = await invoice(company);
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ ...company, status: 'requested', orderId });
    const { invoiceRequestId } = asked.body;
    const other = await till.learner();
    expect((await other.call('POST', `/v1/orders/${orderId}/invoice`, { body: company })).status).toBe(404);
    expect((await other.call<InvoiceList>('GET', '/v1/invoices')).body.invoices).toEqual([]);

    const kept = await everything();
    for (const secret of [company.title, company.taxNumber, company.email])
      expect(kept).not.toContain(secret);
    const told = await till.db.query
      .selectFrom('domain_event')
      .selectAll()
      .where('type', '=', 'invoice.requested')
      .execute();
    expect(told).toHaveLength(2);
    expect(JSON.parse(told[1]?.payload ?? '')).toMatchObject({ invoiceRequestId, orderId, totalMinor: 9900 });

    const read = await host.call<InvoiceView>('GET', `/v1/host/invoices/${invoiceRequestId}`);
    expect(read.body).toMatchObject(company);
    const outcome = { body: { status: 'issued', invoiceNumber: 'FP-2026-1' } };
    const settle = () =>
      host.call<InvoiceView>('POST', `/v1/host/invoices/${invoiceRequestId}/outcome`, outcome);
    expect((await settle()).body.status).toBe('issued');
    expect((await settle()).status).toBe(200);
    expect((await invoice(company)).body.code).toBe('invoice_settled');
  });

  it('staff see an invoice masked; who looks at the whole of it stands in the audit chain', async () => {
    const agent = await staffApi(till, 'agent');
    const path = `/v1/console/orders/${orderId}/invoices`;
    const [masked] = (await agent.call<InvoiceList>('GET', path)).body.invoices;
    expect(masked).toMatchObject({ title: 'M***', taxNumber: '••••XX0X', email: 'a•••@moonlit.example' });
    const reveal = `/v1/console/invoices/${masked?.invoiceRequestId}/reveals`;
    expect((await agent.call<InvoiceView>('POST', reveal)).body).toMatchObject(company);
    const audits = await till.db.query
      .selectFrom('audit_entry')
      .select('actor')
      .where('action', '=', 'personal_data.revealed')
      .execute();
    expect(audits.map(({ actor }) => actor)).toEqual(['host_server', `staff:${agent.view.staffId}`]);
  });

  it('cards, their codes and identity numbers stand nowhere: not in the database, its index, logs or exports', async () => {
    const written = await writeAsStaff();
    const exported = JSON.stringify((await learner.call('GET', '/v1/privacy/export')).body);
    const kept = await everything();
    for (const place of written) expect(kept).toContain(`${place} ••••4242`);
    const log = logged.join('');
    expect(kept).toContain('••••4242');
    expect(exported).toContain('••••4242');
    expect(log).toContain('/v1/privacy/export');
    for (const secret of [CARD, CARD.replaceAll(' ', ''), 'cvv 737', IDENTITY]) {
      expect(kept).not.toContain(secret);
      expect(exported).not.toContain(secret);
      expect(log).not.toContain(secret);
    }
    expect(log).not.toContain('harpsichord');
  });

  it('the file of one’s own data holds all of it, and nobody else’s', async () => {
    const { status, headers, body } = await learner.call<Record<string, object[]>>(
      'GET',
      '/v1/privacy/export',
    );
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(body).toMatchObject({
      profile: { hostUserId: WHO, displayName: WHO, personalisation: true },
      orders: [{ orderId, status: 'paid', lines: [{ totalMinor: 9900 }] }, { status: 'canceled' }],
      entitlements: [{ orderId, status: 'active' }],
      invoices: [company],
      refunds: [],
    });
    expect(body['consents']).toHaveLength(2);
    expect(body['payments']?.[0]).toMatchObject({ orderId, status: 'succeeded', method: 'wechat_pay' });
    expect(JSON.stringify(body['conversations'])).toContain('harpsichord');
    const other = await till.learner();
    const theirs = await other.call<Record<string, object[]>>('GET', '/v1/privacy/export');
    expect(theirs.body).toMatchObject({ conversations: [], orders: [], invoices: [] });
    const answers = await Promise.all([1, 2, 3, 4].map(() => other.call('GET', '/v1/privacy/export')));
    expect(answers.map((answer) => answer.body.code)).toContain('rate_limited');
  });

  it('personalisation is turned off and on, and said', async () => {
    const isOn = async () => (await learner.call('GET', '/v1/privacy')).body;
    await learner.call('POST', '/v1/privacy/personalisation', { body: { isOn: false } });
    expect(await isOn()).toEqual({ personalisation: false });
    const asked = { text: 'harpsichord', language: 'en', surface: 'web' };
    expect((await learner.call('POST', '/v1/recommendations', { body: asked })).status).toBe(201);
    await learner.call('POST', '/v1/privacy/personalisation', { body: { isOn: true } });
    expect(await isOn()).toEqual({ personalisation: true });
  });

  it('nothing is deleted while money is under way', async () => {
    const erase = () => learner.call('POST', '/v1/privacy/erasure', { body: { confirm: 'erase' } });
    const open = (await learner.start(await till.product())).body;
    await learner.pay(open);
    const waits = await erase();
    expect([waits.status, waits.body.code]).toEqual([409, 'erasure_waits']);
    expect((await learner.call('POST', '/v1/privacy/erasure', { body: {} })).status).toBe(400);
    await learner.call('POST', `/v1/checkouts/${open.checkoutId}/cancel`, { key: 'cancel-2', body: {} });
  });

  it('deleting takes words, files and identity away, keeps orders and books, and leaves what was bought', async () => {
    const books = await till.db.query.selectFrom('ledger_entry').selectAll().execute();
    const journal = () =>
      fs
        .readdirSync(join(till.running.house.config.DATA_DIR, 'journal'))
        .map((name) => fs.readFileSync(join(till.running.house.config.DATA_DIR, 'journal', name), 'utf8'))
        .join('');
    await until(
      async () => journal(),
      (text) => text.includes(WHO),
    );
    const device = connect(till.url, {
      auth: { token: learner.token },
      transports: ['websocket'],
      forceNew: true,
    });
    await once(device as never, 'connect');
    const dropped = once(device as never, 'learner:erased');
    const ended = once(device as never, 'disconnect');
    const erased = await learner.call<{ kept: object[] }>('POST', '/v1/privacy/erasure', {
      body: { confirm: 'erase' },
    });
    expect(erased.status).toBe(200);
    expect(erased.body.kept).not.toEqual([]);
    const kept = await everything();
    for (const gone of [WHO, 'harpsichord', 'statement.txt']) expect(kept).not.toContain(gone);
    await until(
      async () => journal(),
      (text) => !text.includes(WHO),
    );
    await dropped;
    await ended;
    device.disconnect();
    expect(await till.db.query.selectFrom('ledger_entry').selectAll().execute()).toEqual(books);
    expect((await learner.orders())[0]?.lines).toHaveLength(1);
    const [invoiced] = (await learner.call<InvoiceList>('GET', '/v1/invoices')).body.invoices;
    expect(invoiced).toMatchObject({ title: null, taxNumber: null, email: null, status: 'issued' });

    const asHost = () =>
      host.call<{ entitlements: EntitlementView[] }>('GET', `/v1/host/entitlements?hostUserId=${WHO}`);
    expect((await asHost()).body.entitlements).toHaveLength(1);
    const again = await till.learner(WHO);
    expect(again.learnerId).toBe(learner.learnerId);
    expect(await again.entitlements()).toHaveLength(1);
    expect((await asHost()).body.entitlements).toHaveLength(1);
  });
});
