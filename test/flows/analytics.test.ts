import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountingDayOf } from '../../src/checkout/ledger/accounting-day.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { JourneyRowsView, JourneyView } from '../../src/metrics/journey/wire.ts';
import type { FiguresView } from '../../src/metrics/report/wire.ts';
import type { SqlView } from '../../src/metrics/sql/wire.ts';
import type { TrendsView } from '../../src/metrics/trend/wire.ts';
import type { ChargeView, RefundView } from '../../src/sandbox/views.ts';
import type { Api } from '../support/api.ts';
import { MOMENTS, PERIOD, ZONE } from '../support/clock-change.ts';
import type { TestProduct } from '../support/products.ts';
import { type StaffApi, staffApi } from '../support/staff-api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const CURRENCIES = { CNY: 9_900, JPY: 1_500, KWD: 12_345 } as const;

let till: Till;
let analyst: StaffApi;
beforeAll(async () => {
  till = await startTill({ MERCHANT_TIME_ZONE: ZONE, ANALYTICS_SQL_SECONDS: '1' });
  await liveThrough();
  analyst = await staffApi(till, 'analyst');
});
afterAll(() => till.close());

async function liveThrough(): Promise<void> {
  const products = await Promise.all(
    Object.entries(CURRENCIES).map(([currency, amountMinor]) => till.product({ currency, amountMinor })),
  );
  for (const [number, moment] of MOMENTS.entries()) {
    await moveTo(moment);
    const paid = await Promise.all(products.map((product) => buy(product)));
    // Some of it goes back, a day later by the merchant's calendar or on the same.
    if (number > 0) await Promise.all(paid.slice(0, 2).map(giveBack));
    if (number === 1) await Promise.all(products.map(changePrice));
  }
}

async function moveTo(moment: string): Promise<void> {
  const byMs = Date.parse(moment) - till.running.house.clock.nowMs();
  await till.sandbox('/control/advance', { method: 'POST', body: JSON.stringify({ byMs }) });
  await until(
    () => Promise.resolve(till.running.house.clock.nowMs()),
    (nowMs) => nowMs >= Date.parse(moment) - 1_000,
  );
}

async function changePrice(product: TestProduct): Promise<void> {
  (product as { amountMinor: number }).amountMinor += 111;
  await till.db.query
    .updateTable('price')
    .set({ amountMinor: product.amountMinor })
    .where('priceId', '=', product.priceId)
    .execute();
}

interface Bought {
  readonly learner: Api;
  readonly paymentId: string;
}

async function buy(product: TestProduct): Promise<Bought> {
  const learner = await till.learner();
  const opened = await learner.start(product);
  expect(opened.status).toBe(201);
  const pressed = await learner.pay(opened.body);
  const paymentId = pressed.body.payment?.paymentId ?? '';
  const { gatewayReference } = await till.db.query
    .selectFrom('payment_attempt')
    .select('gatewayReference')
    .where('paymentId', '=', paymentId)
    .executeTakeFirstOrThrow();
  await till.sandbox('/control/pay', {
    method: 'POST',
    body: JSON.stringify({ reference: gatewayReference }),
  });
  await until(
    async () => (await learner.view(opened.body.checkoutId)).body,
    (view: CheckoutView) => view.status === 'complete',
  );
  return { learner, paymentId };
}

async function giveBack({ learner, paymentId }: Bought): Promise<void> {
  const refund = await learner.call('POST', `/v1/payments/${paymentId}/refunds`, { key: randomUUID() });
  expect(refund.status).toBe(201);
  await until(
    () =>
      till.db.query
        .selectFrom('refund')
        .select('status')
        .where('paymentId', '=', paymentId)
        .executeTakeFirst(),
    (row) => row?.status === 'succeeded',
  );
}

// ------------------------------------------------ one day, asked in every way

/** Day and currency → what came in less what went back. */
type Sums = Readonly<Record<string, number>>;

function sumBy(parts: readonly (readonly [key: string, amountMinor: number])[]): Sums {
  const sums: Record<string, number> = {};
  for (const [key, amountMinor] of parts) sums[key] = (sums[key] ?? 0) + amountMinor;
  return Object.fromEntries(Object.entries(sums).sort(([one], [other]) => (one < other ? -1 : 1)));
}

async function bookOfGateway(): Promise<Sums> {
  const book = (await till.sandbox('/control/book')) as { charges: ChargeView[]; refunds: RefundView[] };
  const dayOf = (atMs: number | null) => accountingDayOf(atMs ?? 0, ZONE);
  return sumBy([
    ...book.charges
      .filter(({ status }) => status === 'succeeded')
      .map((charge) => [`${dayOf(charge.paidAtMs)} ${charge.currency}`, charge.amountMinor] as const),
    ...book.refunds
      .filter(({ status }) => status === 'succeeded')
      .map((refund) => [`${dayOf(refund.createdAtMs)} ${refund.currency}`, -refund.amountMinor] as const),
  ]);
}

async function figures(): Promise<FiguresView> {
  const answer = await analyst.call<FiguresView>(
    'GET',
    `/v1/analytics/figures?${new URLSearchParams(PERIOD)}`,
  );
  expect(answer.status).toBe(200);
  return answer.body;
}

async function exported(name: string, format: string): Promise<string> {
  const query = new URLSearchParams({ ...PERIOD, format });
  const response = await fetch(`${till.url}/v1/analytics/exports/${name}?${query}`, {
    headers: { cookie: analyst.cookie },
  });
  expect(response.status).toBe(200);
  return response.text();
}

const askSql = (sql: string) => analyst.call<SqlView>('POST', '/v1/analytics/sql', { body: { sql } });

it('figures, SQL, CSV, JSON Lines and the gateway’s book agree per accounting day, over midnight, a moved clock and a price change', async () => {
  const book = await bookOfGateway();
  expect(Object.keys(book).length).toBeGreaterThan(6);
  const told = await figures();
  const trends = await analyst.call<TrendsView>('GET', `/v1/analytics/trends?${new URLSearchParams(PERIOD)}`);
  const revenue = trends.body.series.filter(({ name }) => name === 'netRevenue');
  expect(revenue.map(({ currency }) => currency)).toEqual(['CNY', 'JPY', 'KWD']);
  for (const { currency, total, values } of revenue) {
    const own = told.money.filter((day) => day.currency === currency);
    const net = own.map((day) => day.grossMinor - day.discountMinor - day.refundMinor);
    expect(total).toBe(net.reduce((sum, amountMinor) => sum + amountMinor, 0));
    expect(values.filter((value) => value !== 0)).toEqual(net.filter((amountMinor) => amountMinor !== 0));
  }
  expect(sumBy(told.money.map((day) => [`${day.accountingDay} ${day.currency}`, day.cashMinor]))).toEqual(
    book,
  );
  const graph = await analyst.call<{ data: { figures: Pick<FiguresView, 'money'> } }>('POST', '/graphql', {
    body: {
      query:
        '{ figures(from: "2027-03-12", to: "2027-03-17") { money { accountingDay currency cashMinor } } }',
    },
  });
  const days = graph.body.data.figures.money;
  expect(sumBy(days.map((day) => [`${day.accountingDay} ${day.currency}`, day.cashMinor]))).toEqual(book);
  const sql = await askSql(`SELECT "accountingDay" || ' ' || "currency", sum("amountMinor")::BIGINT FROM money
    WHERE "account" = 'gateway_clearing:sandbox' GROUP BY ALL`);
  expect(sumBy(sql.body.rows as [string, number][])).toEqual(book);
  const csv = (await exported('accounting_days', 'csv'))
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const cash = csv[0]?.indexOf('cashMinor') ?? -1;
  expect(sumBy(csv.slice(1).map((cells) => [`${cells[0]} ${cells[1]}`, Number(cells[cash])]))).toEqual(book);
  const lines = (await exported('payments', 'jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const back = (await exported('refunds', 'jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(
    sumBy([
      ...lines.map((row) => [`${row.paidAt.slice(0, 10)} ${row.currency}`, row.amountMinor] as const),
      ...back.map((row) => [`${row.refundedAt.slice(0, 10)} ${row.currency}`, -row.amountMinor] as const),
    ]),
  ).toEqual(book);
  expect(new Set(lines.map((row) => row.paidAt.slice(-6)))).toEqual(new Set(['-05:00', '-04:00']));
  expect(lines[0].timeZone).toBe(ZONE);
  expect((await exported('payments', 'csv')).split('\r\n')[0]).toContain(`paidAt (${ZONE})`);
  expect((await exported('conversations', 'parquet')).slice(0, 4)).toBe('PAR1');
});

it('the check finds no difference, then one wrong cent by day, account and currency', async () => {
  const { analytics } = till.running.house;
  const sound = await analytics.checkMoney();
  expect(sound.differences).toEqual([]);
  expect(sound.sumsCount).toBeGreaterThan(20);
  const { warehouse } = await analytics.fresh();
  const wrong = `"money" SET "amountMinor" = "amountMinor" + $by WHERE "account" = 'revenue' AND "currency" = 'CNY' AND "accountingDay" = '2027-03-14'
    AND "ledgerTransactionId" = (SELECT min("ledgerTransactionId") FROM "money" WHERE "accountingDay" = '2027-03-14' AND "currency" = 'CNY')`;
  await warehouse.withSession((session) => session.run(`UPDATE ${wrong}`, { by: 1 }));
  const { differences } = await analytics.checkMoney();
  expect(differences).toEqual([
    expect.objectContaining({ accountingDay: '2027-03-14', currency: 'CNY', account: 'revenue' }),
  ]);
  expect((differences[0]?.factsMinor ?? 0) - (differences[0]?.ledgerMinor ?? 0)).toBe(1);
  expect(await till.running.house.meter.text()).toMatch(/tilltalk_analytics_money_differences 1/);
  // From nothing it is right again.
  await analytics.rebuild();
  expect((await analytics.checkMoney()).differences).toEqual([]);
});

it('counts learners from pressing to paying and back, and shows who stands behind a number', async () => {
  const question = {
    ...PERIOD,
    unit: 'learner',
    steps: ['opened', 'pressed', 'paid', 'refunded'],
    breakdown: 'gateway',
  };
  const { status, body } = await analyst.call<JourneyView>('POST', '/v1/analytics/funnel', {
    body: question,
  });
  expect(status).toBe(200);
  const bought = MOMENTS.length * 3;
  const returned = (MOMENTS.length - 1) * 2;
  expect(body.steps.map(({ count }) => count)).toEqual([bought, bought, bought, returned]);
  expect(body.rows).toEqual([{ key: 'sandbox', label: null, counts: [bought, bought, bought, returned] }]);
  const rows = await analyst.call<JourneyRowsView>('POST', '/v1/analytics/funnel/rows', {
    body: { ...question, step: 3, who: 'dropped', limit: 2 },
  });
  expect(rows.body.total).toBe(bought - returned);
  expect(rows.body.rows.map(({ learner }) => learner)).toEqual([
    expect.stringMatching(/^[0-9a-f]{15}$/),
    expect.any(String),
  ]);
});

it('GraphQL asks for funnels and orders, says by code what is wrong, and refuses what is deep, wide or no reading', async () => {
  const ask = async (query: string) => {
    const answer = await analyst.call<{ data: unknown; errors?: { code: string; message: string }[] }>(
      'POST',
      '/graphql',
      {
        body: { query },
      },
    );
    return answer.body;
  };
  const { data } =
    await ask(`{ funnel(from: "2027-03-12", to: "2027-03-17", unit: "learner", steps: ["opened", "paid"]) { steps { step count } }
    figures(from: "2027-03-12", to: "2027-03-17") { segments { learners } answers { sender } experiments { variant } gaps { name { zh } } }
    orders(limit: 2, status: "refunded") { orders { status totalMinor lines { title } } } }`);
  const bought = MOMENTS.length * 3;
  expect(data).toMatchObject({
    funnel: { steps: [{ count: bought }, { count: bought }] },
    figures: {
      segments: expect.arrayContaining([{ learners: expect.any(Number) }]),
      experiments: [],
      gaps: [],
    },
    orders: { orders: [{ status: 'refunded' }, { status: 'refunded' }] },
  });
  const wrong = await ask('{ funnel(steps: ["sang"]) { from } }');
  expect(wrong.errors?.map(({ code }) => code)).toEqual(['invalid_request']);
  const wide = Array.from({ length: 6 }, (_, place) => `q${place}: figures { from }`).join(' ');
  expect((await ask(`{ ${wide} }`)).errors?.[0]?.message).toContain('at most 5');
  const many = Array.from({ length: 151 }, (_, place) => `f${place}: from`).join(' ');
  expect((await ask(`{ figures { ${many} } }`)).errors?.[0]?.message).toContain('at most 150');
  expect((await ask('mutation { pay }')).errors).toHaveLength(1);
  for (const nothing of ['{', '1', '{"kind":"Document"}'])
    expect((await ask(nothing)).errors?.map(({ code }) => code)).toEqual(['invalid_request']);
});

it.each([
  ['a write', 'DELETE FROM money', 'sql_refused'],
  ['two statements', 'SELECT 1; DROP TABLE money', 'sql_refused'],
  ['a file', "SELECT * FROM read_csv('/etc/passwd')", 'sql_refused'],
  ['a file as a table', "SELECT * FROM '/etc/passwd'", 'sql_refused'],
  ['writing a file', "COPY (SELECT 1) TO '/tmp/tilltalk-stolen.csv'", 'sql_refused'],
  ['another database', "ATTACH '/tmp/other.duckdb'", 'sql_refused'],
  ['an extension', 'INSTALL httpfs', 'sql_refused'],
  ['loading an extension', 'LOAD httpfs', 'sql_refused'],
  ['a setting', 'SET memory_limit = 100000000', 'sql_refused'],
  ['a pragma', 'PRAGMA threads = 8', 'sql_refused'],
  ['a pragma that tells where the file lies', '/* ? */ PRAGMA database_list', 'sql_refused'],
  ['no such table', 'SELECT * FROM staff', 'sql_refused'],
  ['more than an answer may hold', "SELECT repeat('x', 9000) FROM range(1000)", 'sql_too_large'],
  ['a value of gigabytes', "SELECT repeat('x', 4000000000)", 'sql_too_large'],
  ['a way around that', 'SELECT "system"./* */main.repeat(\'x\', 4000000000)', 'sql_refused'],
  ['a text as wide as it says', "EXPLAIN SELECT printf('%4000000000d', 1)", 'sql_refused'],
  ['the same by another name', "SELECT Format('{:>4000000000}', 'x')", 'sql_refused'],
  ['a list of gigabytes', 'SELECT len(range(4000000000))', 'sql_too_large'],
])('refuses %s with a code, and answers the next question', async (_name, sql, code) => {
  const refused = await askSql(sql);
  expect([refused.status, refused.body.code]).toEqual([422, code]);
  expect((await askSql('SELECT 1')).body.rows).toEqual([[1]]);
});

it('stops a huge cross join while everything else goes on', async () => {
  const join = askSql(
    'SELECT count(*) FROM range(10000000) a, range(10000000) b, range(1000) c WHERE a.range + b.range = c.range',
  );
  const alive = await fetch(`${till.url}/healthz`);
  expect(alive.status).toBe(200);
  const { status, body } = await join;
  expect([status, body.code]).toEqual([422, 'sql_too_slow']);
});

it('answers analysts only, gives at most so many rows, and audits who asked', async () => {
  const many = await askSql('SELECT range FROM range(20000)');
  expect([many.body.rows.length, many.body.isTruncated]).toEqual([10_000, true]);
  const agent = await staffApi(till, 'agent');
  const refused = await agent.call<SqlView>('POST', '/v1/analytics/sql', { body: { sql: 'SELECT 1' } });
  expect([refused.status, refused.body.code]).toEqual([403, 'role_forbidden']);
  const entries = await till.db.query
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', 'analytics.sql_asked')
    .execute();
  expect(entries.at(-1)?.actor).toBe(`staff:${analyst.view.staffId}`);
});
