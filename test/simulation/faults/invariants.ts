import type { Database } from '../../../src/kernel/db/database.ts';
import type { Book, Charge } from './model-gateway.ts';

/** Sentences, one per broken promise; empty when all hold. Everything is settled when this is asked. */
export async function brokenPromises(db: Database, book: Book): Promise<string[]> {
  const rows = await readRows(db);
  return [
    ...[...book.charges.values()].flatMap((charge) => checkCharge(rows, charge)),
    ...rows.attempts.flatMap((attempt) => checkAttempt(rows, book, attempt)),
    ...rows.payments.flatMap((payment) => checkPayment(rows, payment)),
    ...checkAccess(rows),
    ...checkLedger(rows, book),
    ...checkEvents(rows),
  ];
}

async function readRows(db: Database) {
  const all = db.query;
  return {
    payments: await all.selectFrom('payment').selectAll().execute(),
    attempts: await all.selectFrom('payment_attempt').selectAll().execute(),
    orders: await all.selectFrom('orders').selectAll().execute(),
    lines: await all.selectFrom('order_line').selectAll().execute(),
    refunds: await all.selectFrom('refund').selectAll().execute(),
    entitlements: await all.selectFrom('entitlement').selectAll().execute(),
    entries: await all.selectFrom('ledger_entry').selectAll().execute(),
    postings: await all.selectFrom('ledger_transaction').selectAll().execute(),
    events: await all.selectFrom('domain_event').select(['type', 'subjectId']).execute(),
  };
}

type Rows = Awaited<ReturnType<typeof readRows>>;
type Attempt = Rows['attempts'][number];
type Payment = Rows['payments'][number];

/** Money that a gateway took has an attempt that counts, or goes back whole; a lost dispute takes it too. */
function checkCharge(rows: Rows, charge: Charge): string[] {
  if (charge.status === 'pending' || charge.status === 'failed' || charge.status === 'closed') return [];
  const attempt = rows.attempts.find((one) => one.gatewayReference === charge.reference);
  const name = `charge ${charge.reference}`;
  if (attempt === undefined) return [`${name} has no attempt here`];
  if (charge.status === 'authorized') return [`${name} is still reserved there, ${attempt.status} here`];
  if (attempt.status === 'surplus') {
    const isWithAPerson = refundsOf(rows, attempt).some(({ status }) => status === 'manual');
    const isBack = charge.refundedMinor === charge.amountMinor || charge.dispute === 'lost' || isWithAPerson;
    return isBack ? [] : [`surplus ${name} kept ${charge.amountMinor - charge.refundedMinor}`];
  }
  if (attempt.status !== 'succeeded') return [`${name} is captured there, ${attempt.status} here`];
  const returned = refundsOf(rows, attempt)
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  return returned === charge.refundedMinor
    ? []
    : [`${name} gave back ${charge.refundedMinor} there, ${returned} here`];
}

const refundsOf = (rows: Rows, { attemptId }: Attempt) =>
  rows.refunds.filter((refund) => refund.attemptId === attemptId);

function checkAttempt(rows: Rows, book: Book, attempt: Attempt): string[] {
  const name = `attempt ${attempt.number} of ${attempt.paymentId}`;
  const charge = book.charges.get(attempt.gatewayReference);
  const saysCaptured = attempt.status === 'succeeded' || attempt.status === 'surplus';
  const problems = [
    saysCaptured &&
      charge?.status !== 'succeeded' &&
      `says captured, the gateway ${charge?.status ?? 'knows nothing'}`,
    attempt.liveKey !== null && `is still ${attempt.status}`,
    rows.refunds.some(
      (refund) =>
        refund.attemptId === attempt.attemptId && ['created', 'pending', 'unknown'].includes(refund.status),
    ) && 'has a refund that never ended',
  ];
  return problems.filter((problem) => problem !== false).map((problem) => `${name} ${problem}`);
}

const COLLECTED = ['succeeded', 'partially_refunded', 'refunded', 'disputed'];

function checkPayment(rows: Rows, payment: Payment): string[] {
  const mine = rows.attempts.filter(({ paymentId }) => paymentId === payment.paymentId);
  const counted = mine.filter(({ status }) => status === 'succeeded');
  const order = rows.orders.find(({ orderId }) => orderId === payment.orderId);
  const back = rows.refunds
    .filter((refund) => refund.paymentId === payment.paymentId && refund.kind === 'order')
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  const isCollected = COLLECTED.includes(payment.status);
  const isPaidFromElsewhere = payment.amountMinor === 0 || mine.length === 0;
  const problems = [
    counted.length > 1 && `counts ${counted.length} captures`,
    isCollected && counted.length === 0 && !isPaidFromElsewhere && 'is collected without a capture',
    !isCollected && counted.length > 0 && 'has a capture that counts',
    back > payment.amountMinor && `gives back ${back} of ${payment.amountMinor}`,
    isCollected &&
      order?.status !== 'paid' &&
      order?.status !== 'refunded' &&
      `has an order that is ${order?.status}`,
    !isCollected && order?.status === 'paid' && 'has a paid order',
    ['created', 'requires_action', 'processing', 'authorized'].includes(payment.status) && 'never ended',
  ];
  return problems
    .filter((problem) => problem !== false)
    .map((problem) => `payment ${payment.paymentId} (${payment.status}) ${problem}`);
}

/** Access holds if and only if what it was bought with is paid, in part at least, and not contested. */
function checkAccess(rows: Rows): string[] {
  return rows.payments.flatMap((payment) => {
    const entitlements = rows.entitlements.filter(({ orderId }) => orderId === payment.orderId);
    const lines = rows.lines.filter(({ orderId }) => orderId === payment.orderId);
    const isWithAPerson = rows.refunds.some(
      ({ paymentId, status }) => paymentId === payment.paymentId && status === 'manual',
    );
    if (isWithAPerson) return [];
    const isNetPaid = payment.status === 'succeeded' || payment.status === 'partially_refunded';
    const active = entitlements.filter(({ status }) => status === 'active').length;
    const problems = [
      isNetPaid && active !== lines.length && `${active} of ${lines.length} accesses`,
      !isNetPaid && active > 0 && `${active} accesses all the same`,
      entitlements.length > lines.length && 'more entitlements than lines',
    ];
    return problems
      .filter((problem) => problem !== false)
      .map((problem) => `payment ${payment.paymentId} (${payment.status}) has ${problem}`);
  });
}

function checkLedger(rows: Rows, book: Book): string[] {
  const problems: string[] = [];
  const byPosting = new Map<string, number>();
  for (const { ledgerTransactionId: id, amountMinor } of rows.entries)
    byPosting.set(id, (byPosting.get(id) ?? 0) + amountMinor);
  for (const [id, sum] of byPosting)
    if (sum !== 0) problems.push(`posting ${id} is out of balance by ${sum}`);
  for (const gateway of new Set([...book.charges.values()].map((charge) => charge.gateway))) {
    const here = rows.entries
      .filter(({ account }) => account === `gateway_clearing:${gateway}`)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const there = [...book.charges.values()]
      .filter((charge) => charge.gateway === gateway && charge.status === 'succeeded')
      .reduce((sum, charge) => sum + heldFor(charge), 0);
    if (here !== there) problems.push(`the ledger has ${here} at ${gateway}, its book ${there}`);
  }
  return problems;
}

/** What a gateway holds for us of a charge: a bank that contests takes it at once and gives it back when it loses. */
function heldFor(charge: Charge): number {
  const isContested = charge.dispute === 'opened' || charge.dispute === 'lost';
  return isContested ? 0 : charge.amountMinor - charge.refundedMinor;
}

/** What happens once is told once. */
function checkEvents(rows: Rows): string[] {
  const once = ['payment.succeeded', 'entitlement.granted', 'refund.succeeded', 'checkout.opened'];
  const told = new Map<string, number>();
  for (const { type, subjectId } of rows.events) {
    const key = `${type} of ${subjectId}`;
    if (once.includes(type)) told.set(key, (told.get(key) ?? 0) + 1);
  }
  const twice = [...told]
    .filter(([, times]) => times > 1)
    .map(([key, times]) => `${key} is told ${times} times`);
  const paid = rows.payments.filter(({ status }) => COLLECTED.includes(status));
  const untold = paid
    .filter(({ paymentId }) => !told.has(`payment.succeeded of ${paymentId}`))
    .map(({ paymentId }) => `payment.succeeded of ${paymentId} is never told`);
  return [...twice, ...untold];
}
