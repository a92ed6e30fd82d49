import type { Database } from '../../src/kernel/db/database.ts';

export interface BookCharge {
  reference: string;
  status: string;
  amountMinor: number;
  currency: string;
  capturedAmountMinor: number;
  refundedAmountMinor: number;
}

/** The gateway's own truth, from its control API. */
export interface Book {
  charges: BookCharge[];
  refunds: { refundReference: string; amountMinor: number; status: string }[];
  /** What a payer's bank contests; not told by books that know no disputes. */
  disputes?: { chargeReference: string; amountMinor: number; status: string }[];
}

export interface Reconciliation {
  /** Sentences, one per difference; empty when the gateway's book and the database agree. */
  readonly differences: string[];
  readonly paidOrders: number;
  readonly charges: number;
}

/**
 * Compares the gateway's own book with the database, and checks what must always hold: each capture belongs to one
 * attempt that counts or is returned, access if and only if paid, a ledger in balance. `book` may hold what several
 * `gateways` wrote.
 */
export async function reconcile(
  db: Database,
  book: Book,
  gateways: readonly string[] = ['sandbox'],
): Promise<Reconciliation> {
  const rows = await readRows(db);
  return {
    differences: [
      ...book.charges.flatMap((charge) => checkCharge(rows, charge)),
      ...checkAttempts(rows, book),
      ...rows.payments.flatMap((payment) => checkPayment(rows, payment)),
      ...rows.refunds
        .filter((refund) => refund.status !== 'succeeded')
        .map((refund) => `refund ${refund.refundReference} is ${refund.status}`),
      ...checkLedger(rows, book, gateways),
    ],
    paidOrders: rows.payments.filter((payment) => payment.status === 'succeeded').length,
    charges: book.charges.filter((charge) => charge.capturedAmountMinor > 0).length,
  };
}

async function readRows(db: Database) {
  const attempts = await db.query.selectFrom('payment_attempt').selectAll().execute();
  return {
    attempts,
    attemptOf: new Map(attempts.map((attempt) => [attempt.gatewayReference, attempt])),
    payments: await db.query.selectFrom('payment').selectAll().execute(),
    orders: new Map(
      (await db.query.selectFrom('orders').selectAll().execute()).map((order) => [order.orderId, order]),
    ),
    lines: groupByOrder(await db.query.selectFrom('order_line').selectAll().execute()),
    entitlements: groupByOrder(await db.query.selectFrom('entitlement').selectAll().execute()),
    refunds: await db.query.selectFrom('refund').selectAll().execute(),
    holds: await walletHoldsOf(db),
    returned: await returnedByLine(db),
    disputes: await db.query.selectFrom('dispute').selectAll().execute(),
    entries: await db.query.selectFrom('ledger_entry').selectAll().execute(),
  };
}

/** What each payment took from the wallet. */
async function walletHoldsOf(db: Database): Promise<Map<string, number>> {
  const holds = await db.query
    .selectFrom('wallet_hold')
    .select(['subjectId', 'amountMinor'])
    .where('status', '=', 'posted')
    .execute();
  return new Map(holds.map(({ subjectId, amountMinor }) => [subjectId, amountMinor]));
}

/** Money that is back with the payer, by line of the order: refunds done and disputes lost. */
async function returnedByLine(db: Database): Promise<Map<string, number>> {
  const refunded = await db.query
    .selectFrom('refund_line')
    .innerJoin('refund', 'refund.refundId', 'refund_line.refundId')
    .select(['orderLineId', 'refund_line.amountMinor'])
    .where('status', '=', 'succeeded')
    .execute();
  const lost = await db.query
    .selectFrom('dispute_line')
    .innerJoin('dispute', 'dispute.disputeId', 'dispute_line.disputeId')
    .select(['orderLineId', 'dispute_line.amountMinor'])
    .where('status', '=', 'lost')
    .execute();
  const sums = new Map<string, number>();
  for (const { orderLineId, amountMinor } of [...refunded, ...lost])
    sums.set(orderLineId, (sums.get(orderLineId) ?? 0) + amountMinor);
  return sums;
}

type Rows = Awaited<ReturnType<typeof readRows>>;

function groupByOrder<Row extends { orderId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.orderId, [...(groups.get(row.orderId) ?? []), row]);
  return groups;
}

function checkCharge(rows: Rows, charge: BookCharge): string[] {
  const attempt = rows.attemptOf.get(charge.reference);
  const name = `charge ${charge.reference}`;
  if (attempt === undefined) return [`${name} is unknown here`];
  if (charge.capturedAmountMinor === 0) return [];
  if (attempt.status === 'surplus') {
    return charge.refundedAmountMinor === charge.capturedAmountMinor
      ? []
      : [`surplus ${name} is not returned`];
  }
  if (attempt.status !== 'succeeded') return [`${name} is captured there, ${attempt.status} here`];
  if (charge.capturedAmountMinor !== attempt.amountMinor) return [`${name} has another amount`];
  const returned = rows.refunds
    .filter((refund) => refund.attemptId === attempt.attemptId && refund.status === 'succeeded')
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  return charge.refundedAmountMinor === returned
    ? []
    : [`${name} is refunded by ${charge.refundedAmountMinor} there, ${returned} here`];
}

function checkAttempts(rows: Rows, book: Book): string[] {
  const charged = new Set(
    book.charges.filter((charge) => charge.capturedAmountMinor > 0).map((charge) => charge.reference),
  );
  return rows.attempts
    .filter((attempt) => attempt.status === 'succeeded' || attempt.status === 'surplus')
    .filter((attempt) => !charged.has(attempt.gatewayReference))
    .map((attempt) => `attempt ${attempt.gatewayReference} says captured, the gateway does not`);
}

function checkPayment(rows: Rows, payment: Rows['payments'][number]): string[] {
  const contested = rows.disputes.some((d) => d.paymentId === payment.paymentId && d.status === 'opened');
  const counted = rows.attempts.filter(
    (a) => a.paymentId === payment.paymentId && a.status === 'succeeded',
  ).length;
  const collected = ['succeeded', 'partially_refunded', 'refunded', 'disputed'].includes(payment.status);
  const fromWallet = rows.holds.get(payment.paymentId) ?? 0;
  const expected = collected && payment.amountMinor > fromWallet ? 1 : 0;
  const all = collected ? (rows.lines.get(payment.orderId) ?? []) : [];
  // Access if and only if money for it is left with us.
  const kept = all.filter(
    (line) => (rows.returned.get(line.orderLineId) ?? 0) < Math.max(1, line.totalMinor),
  );
  const lines = contested ? 0 : kept.length;
  // A top-up has no lines.
  const isHeld = all.length > 0 ? kept.length > 0 : collected && payment.status !== 'refunded';
  const granted = rows.entitlements.get(payment.orderId)?.filter((e) => e.status === 'active').length ?? 0;
  const order = rows.orders.get(payment.orderId)?.status;
  const problems = [
    counted !== expected && `counts ${counted} captures`,
    granted !== lines && `has ${granted} of ${lines} entitlements`,
    (order === 'paid') !== isHeld && `has an order that is ${order}`,
  ];
  return problems
    .filter((problem) => problem !== false)
    .map((problem) => `payment ${payment.paymentId} (${payment.status}) ${problem}`);
}

function checkLedger(rows: Rows, book: Book, gateways: readonly string[]): string[] {
  const sums = new Map<string, number>();
  for (const entry of rows.entries)
    sums.set(entry.currency, (sums.get(entry.currency) ?? 0) + entry.amountMinor);
  const unbalanced = [...sums]
    .filter(([, sum]) => sum !== 0)
    .map(([currency, sum]) => `the ledger is out of balance by ${sum} ${currency}`);
  const holdings = [...gateways.map((name) => `gateway_clearing:${name}`), 'fees'];
  // A statement that was read has taken its fees off what the gateway holds for us.
  const clearing = rows.entries
    .filter(({ account }) => holdings.includes(account))
    .reduce((sum, entry) => sum + entry.amountMinor, 0);
  const kept = book.charges.reduce(
    (sum, charge) => sum + charge.capturedAmountMinor - charge.refundedAmountMinor,
    0,
  );
  const withdrawn = (book.disputes ?? [])
    .filter((dispute) => dispute.status !== 'won')
    .reduce((sum, dispute) => sum + dispute.amountMinor, 0);
  return clearing === kept - withdrawn
    ? unbalanced
    : [...unbalanced, `the ledger has ${clearing} at the gateway, the gateway ${kept - withdrawn}`];
}
