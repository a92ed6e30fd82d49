import { type Database, sql } from '../../src/kernel/db/database.ts';

const TOPICS = [
  '机器学习',
  '数据分析',
  '操作系统',
  '经济学',
  '唐诗宋词',
  'Python',
  'Design',
  'Guitar',
  '产品经理',
  '心理学',
];
const FORMS = ['入门', '实战', '精讲', '通识', 'for beginners', 'in depth', '二十讲', '专栏'];
const SURNAMES = ['林', '陈', '王', '赵', '周', '吴', '郑', '孙'];
const GIVEN = ['小满', '一诺', '子涵', '思远', '雨桐', '浩然'];

export interface SeededOrders {
  readonly orders: number;
  readonly products: number;
  readonly learners: number;
}

/**
 * Writes paid orders with session, line, payment, attempt and entitlement straight into the tables, set by set: what
 * a shop has after years. Order `i` (from 1) is of product `i % products` and learner `i % learners`, ordered one
 * second after the one before. Every 50th is refunded.
 */
export async function seedOrders(db: Database, { orders, products, learners }: SeededOrders): Promise<void> {
  await seedCatalogue(db, products);
  await seedLearners(db, learners);
  for (const statement of orderStatements(db, { orders, products, learners }))
    await statement.execute(db.query);
}

export const titleOf = (index: number): string =>
  `${TOPICS[index % TOPICS.length]}${FORMS[Math.floor(index / TOPICS.length) % FORMS.length]} ${index}`;

const nameOf = (index: number): string =>
  `${SURNAMES[index % SURNAMES.length]}${GIVEN[Math.floor(index / SURNAMES.length) % GIVEN.length]}`;

/** When the first order was made, in ms. */
export const FIRST_ORDER_MS = Date.UTC(2024, 0, 1);

async function seedCatalogue(db: Database, products: number): Promise<void> {
  const indexes = Array.from({ length: products }, (_, index) => index);
  await db.query
    .insertInto('merchant_account')
    .values({
      merchantAccountId: 'ma_seed',
      legalName: 'Seed',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      livemode: 0,
      createdAtMs: 1,
    })
    .execute();
  for (const some of slices(indexes, 500)) {
    await db.query
      .insertInto('product')
      .values(
        some.map((index) => ({
          productId: `prod_${index}`,
          externalId: `seed:${index}:zh`,
          source: 'seed',
          kind: 'course',
          language: 'zh',
          title: titleOf(index),
          description: '',
          tags: '[]',
          status: 'on_sale',
          contentHash: '',
          createdAtMs: 1,
          updatedAtMs: 1,
        })),
      )
      .execute();
    await db.query
      .insertInto('price')
      .values(
        some.map((index) => ({
          priceId: `price_${index}`,
          productId: `prod_${index}`,
          currency: 'CNY',
          amountMinor: amountOf(index),
          version: 1,
          validFromMs: 1,
          supersededAtMs: null,
          currentKey: `prod_${index}:CNY`,
        })),
      )
      .execute();
  }
}

const amountOf = (product: number): number => 1_000 + product * 10;

async function seedLearners(db: Database, learners: number): Promise<void> {
  const indexes = Array.from({ length: learners }, (_, index) => index);
  for (const some of slices(indexes, 1_000)) {
    await db.query
      .insertInto('learner')
      .values(
        some.map((index) => ({
          learnerId: `lrn_${index}`,
          hostUserId: `host-${index}`,
          hostUserKey: `test:host-${index}`,
          displayName: nameOf(index),
          isGuest: 0,
          livemode: 0,
          createdAtMs: 1,
          updatedAtMs: 1,
        })),
      )
      .execute();
  }
}

function slices<Item>(items: readonly Item[], size: number): Item[][] {
  const cut: Item[][] = [];
  for (let start = 0; start < items.length; start += size) cut.push(items.slice(start, start + size));
  return cut;
}

/** One statement a table; `s.i` counts from 1. */
function orderStatements(db: Database, { orders, products, learners }: SeededOrders) {
  const isSqlite = db.engine === 'sqlite';
  const series = isSqlite
    ? sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${orders}) SELECT i FROM n) s`
    : sql`generate_series(1, ${sql.lit(orders)}) AS s(i)`;
  const id = (prefix: string) =>
    isSqlite
      ? sql`printf(${sql.lit(`${prefix}%012d`)}, s.i)`
      : sql`${sql.lit(prefix)} || lpad(s.i::text, 12, '0')`;
  const text = (prefix: string, of: number) =>
    isSqlite
      ? sql`${sql.lit(prefix)} || (s.i % ${sql.lit(of)})`
      : sql`${sql.lit(prefix)} || (s.i % ${sql.lit(of)})::text`;
  const amount = sql`(1000 + (s.i % ${sql.lit(products)}) * 10)`;
  const at = sql`(${sql.lit(FIRST_ORDER_MS)} + CAST(s.i AS BIGINT) * 1000)`;
  const [learner, product, price] = [
    text('lrn_', learners),
    text('prod_', products),
    text('price_', products),
  ];
  const refunded = sql`s.i % 50 = 0`;
  return [
    sql`INSERT INTO "checkout_session" ("checkoutId","learnerId","livemode","merchantAccountId","surface","language","status","lines","currency","subtotalMinor","discountMinor","taxMinor","totalMinor","expiresAtMs","createdAtMs","updatedAtMs")
      SELECT ${id('co_')}, ${learner}, 0, 'ma_seed', 'web', 'zh', 'complete', '[]', 'CNY', ${amount}, 0, 0, ${amount}, ${at}, ${at}, ${at} FROM ${series}`,
    sql`INSERT INTO "orders" ("orderId","orderNumber","checkoutId","learnerId","livemode","merchantAccountId","surface","language","status","currency","subtotalMinor","discountMinor","taxMinor","totalMinor","buyerCountry","buyerCountryEvidence","consentVersion","consentLanguage","consentSurface","consentAtMs","createdAtMs","paidAtMs")
      SELECT ${id('ord_')}, ${id('N')}, ${id('co_')}, ${learner}, 0, 'ma_seed', 'web', 'zh', CASE WHEN ${refunded} THEN 'refunded' ELSE 'paid' END, 'CNY', ${amount}, 0, 0, ${amount}, 'CN', '{}', 'v', 'zh', 'web', ${at}, ${at}, ${at} FROM ${series}`,
    sql`INSERT INTO "order_line" ("orderLineId","orderId","lineNumber","productId","title","kind","priceId","priceVersion","currency","amountMinor","discountMinor","taxRatePpm","taxMinor","taxIncluded","totalMinor","sellerId","livemode")
      SELECT ${id('ol_')}, ${id('ord_')}, 1, ${product}, 'seed', 'course', ${price}, 1, 'CNY', ${amount}, 0, 0, 0, 1, ${amount}, 's', 0 FROM ${series}`,
    sql`INSERT INTO "payment" ("paymentId","orderId","checkoutId","learnerId","livemode","merchantAccountId","currency","amountMinor","refundedMinor","status","countedAttemptId","createdAtMs","updatedAtMs","succeededAtMs")
      SELECT ${id('pay_')}, ${id('ord_')}, ${id('co_')}, ${learner}, 0, 'ma_seed', 'CNY', ${amount}, CASE WHEN ${refunded} THEN ${amount} ELSE 0 END, CASE WHEN ${refunded} THEN 'refunded' ELSE 'succeeded' END, ${id('att_')}, ${at}, ${at}, ${at} FROM ${series}`,
    sql`INSERT INTO "payment_attempt" ("attemptId","paymentId","number","gateway","method","flow","challenge","surface","gatewayReference","gatewayPaymentId","gatewayMerchantId","merchantAccountId","livemode","currency","amountMinor","status","expiresAtMs","createdAtMs","updatedAtMs","checks","capturedAtMs")
      SELECT ${id('att_')}, ${id('pay_')}, 1, 'sandbox', 'alipay', 'qr', 0, 'web', ${id('T')}, ${id('ch_')}, 'm', 'ma_seed', 0, 'CNY', ${amount}, 'succeeded', ${at}, ${at}, ${at}, 0, ${at} FROM ${series}`,
    sql`INSERT INTO "entitlement" ("entitlementId","learnerId","productId","orderId","orderLineId","livemode","status","grantedAtMs")
      SELECT ${id('ent_')}, ${learner}, ${product}, ${id('ord_')}, ${id('ol_')}, 0, 'revoked', ${at} FROM ${series}`,
  ];
}
