import type { Database } from '../../../src/kernel/db/database.ts';
import type { Book, Charge } from './book.ts';
import { placePromises } from './invariants-of-places.ts';
import { ledgerPromises } from './invariants-of-the-ledger.ts';
import { walletPromises } from './invariants-of-wallets.ts';
import {
  type AttemptRow,
  COLLECTED,
  isByHand,
  isDone,
  type PaymentRow,
  problemsOf,
  type Rows,
  readRows,
  sum,
} from './rows.ts';

/** Sentences, one per broken promise; empty when all hold. Everything is settled when this is asked. */
export async function brokenPromises(db: Database, book: Book): Promise<string[]> {
  const rows = await readRows(db);
  return [
    ...[...book.charges.values()].flatMap((charge) => checkCharge(rows, charge)),
    ...rows.attempts.flatMap((attempt) => checkAttempt(rows, book, attempt)),
    ...rows.payments.flatMap((payment) => checkPayment(rows, payment)),
    ...checkAccess(rows),
    ...walletPromises(rows),
    ...placePromises(rows),
    ...ledgerPromises(rows, book),
    ...checkEvents(rows),
  ];
}

/** Money that a gateway took has an attempt that counts, or goes back whole; a lost dispute takes it too. */
function checkCharge(rows: Rows, charge: Charge): string[] {
  if (charge.status === 'pending' || charge.status === 'failed' || charge.status === 'closed') return [];
  const attempt = rows.attempts.find((one) => one.gatewayReference === charge.reference);
  const name = `charge ${charge.reference}`;
  if (attempt === undefined) return [`${name} has no attempt here`];
  if (charge.status === 'authorized') return [`${name} is still reserved there, ${attempt.status} here`];
  if (attempt.status !== 'surplus' && attempt.status !== 'succeeded')
    return [`${name} is captured there, ${attempt.status} here`];
  const refunds = rows.refunds.filter((refund) => refund.attemptId === attempt.attemptId);
  const returnedMinor = sum(refunds.filter((refund) => isDone(refund) && !isByHand(refund)));
  const byHandMinor = sum(refunds.filter(isByHand));
  // A person may give a surplus up, when its payer cannot be found.
  const isWithAPerson = refunds.some(
    ({ status, resolutionNote }) => status === 'manual' || resolutionNote !== null,
  );
  const isKept =
    attempt.status === 'surplus' &&
    !isWithAPerson &&
    charge.refundedMinor + charge.contestedMinor + byHandMinor < charge.amountMinor;
  return problemsOf(name, [
    returnedMinor !== charge.refundedMinor &&
      `gave back ${charge.refundedMinor} there, ${returnedMinor} here`,
    isKept && `is a surplus of which we kept ${charge.amountMinor - charge.refundedMinor}`,
    attempt.status === 'surplus' &&
      !tellsItsReason(rows, attempt) &&
      'came after another that counts, untold',
  ]);
}

/** What is paid when the payment is collected already was paid twice, and its payer is told so. */
function tellsItsReason({ payments, refunds }: Rows, attempt: AttemptRow): boolean {
  const payment = payments.find(({ paymentId }) => paymentId === attempt.paymentId);
  const wish = refunds.find(({ sourceKey }) => sourceKey === `surplus:${attempt.attemptId}`);
  if (wish === undefined) return false;
  const isSecond = (payment?.succeededAtMs ?? Number.POSITIVE_INFINITY) < wish.createdAtMs;
  return isSecond === (wish.reason === 'paid_twice') || payment?.succeededAtMs === wish.createdAtMs;
}

function checkAttempt(rows: Rows, book: Book, attempt: AttemptRow): string[] {
  const charge = book.charges.get(attempt.gatewayReference);
  const saysCaptured = attempt.status === 'succeeded' || attempt.status === 'surplus';
  const refunds = rows.refunds.filter((refund) => refund.attemptId === attempt.attemptId);
  return problemsOf(`attempt ${attempt.number} of ${attempt.paymentId}`, [
    saysCaptured &&
      charge?.status !== 'succeeded' &&
      `says captured, the gateway ${charge?.status ?? 'knows nothing'}`,
    attempt.liveKey !== null && `is still ${attempt.status}`,
    refunds.some(({ status }) => ['created', 'pending', 'unknown'].includes(status)) &&
      'has a refund that never ended',
    sum(refunds.filter(({ status }) => status !== 'failed')) > attempt.amountMinor &&
      'gives back more than it took',
  ]);
}

function checkPayment(rows: Rows, payment: PaymentRow): string[] {
  const mine = rows.attempts.filter(({ paymentId }) => paymentId === payment.paymentId);
  const counted = mine.filter(({ status }) => status === 'succeeded');
  const order = rows.orders.find(({ orderId }) => orderId === payment.orderId);
  const refunds = rows.refunds.filter(
    (refund) => refund.paymentId === payment.paymentId && refund.kind === 'order',
  );
  const backMinor = sum(refunds.filter(({ status }) => status !== 'failed'));
  const doneMinor = sum(refunds.filter(isDone));
  const isCollected = COLLECTED.includes(payment.status);
  const isPaidFromElsewhere = payment.countedAttemptId === null;
  return problemsOf(`payment ${payment.paymentId} (${payment.status})`, [
    counted.length > 1 && `counts ${counted.length} captures`,
    isCollected && counted.length === 0 && !isPaidFromElsewhere && 'is collected without a capture',
    !isCollected && counted.length > 0 && 'has a capture that counts',
    backMinor > payment.amountMinor && `gives back ${backMinor} of ${payment.amountMinor}`,
    payment.refundedMinor !== doneMinor &&
      `says that ${payment.refundedMinor} went back, its refunds ${doneMinor}`,
    isCollected &&
      order?.status !== 'paid' &&
      order?.status !== 'refunded' &&
      `has an order that is ${order?.status}`,
    !isCollected && order?.status === 'paid' && 'has a paid order',
    ['created', 'requires_action', 'processing', 'authorized'].includes(payment.status) && 'never ended',
  ]);
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
    const active = entitlements.filter(({ status }) => status === 'active');
    const open = isNetPaid ? lines.filter((line) => isOpen(rows, line)) : [];
    return problemsOf(`payment ${payment.paymentId} (${payment.status}) has`, [
      active.length !== open.length && `${active.length} of ${open.length} accesses`,
      entitlements.length > lines.length && 'more entitlements than lines',
    ]);
  });
}

/** Something of the line's money is still with us. */
function isOpen({ gone }: Rows, { orderLineId, totalMinor }: Rows['lines'][number]): boolean {
  return totalMinor === 0 || sum(gone.filter((share) => share.orderLineId === orderLineId)) < totalMinor;
}

/** What happens once is told once. */
function checkEvents(rows: Rows): string[] {
  const once = [
    'payment.succeeded',
    'wallet.topped_up',
    'entitlement.granted',
    'refund.succeeded',
    'checkout.opened',
  ];
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
    .filter(
      ({ paymentId }) =>
        !told.has(`payment.succeeded of ${paymentId}`) && !told.has(`wallet.topped_up of ${paymentId}`),
    )
    .map(({ paymentId }) => `payment.succeeded of ${paymentId} is never told`);
  return [...twice, ...untold];
}
