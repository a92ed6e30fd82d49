import type { Language } from '../../identity/wire.ts';
import type { Queries } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOrder, findOrderLines, type Order } from '../order/store.ts';
import { consentTexts } from '../session/consent.ts';
import { findHoldParts, findPostedHold } from '../wallet/store.ts';
import type { ProductKind } from '../wire.ts';
import { receiptTokenOf } from './receipt-link.ts';
import type { ReceiptView } from './wire.ts';

export interface ReadReceipt {
  readonly orderId: string;
  /** Whose it must be; null for the host platform, which looks after all. */
  readonly learnerId: string | null;
  /** Of the page to print; left out: the order's own. */
  readonly language?: Language;
}

type ReceiptDeps = Pick<CheckoutDeps, 'db' | 'clock' | 'publicUrl' | 'returnSecret'>;

/** The receipt of a paid order with a link to print it. Throws `not_found`, also for orders that were never paid. */
export async function readReceipt(deps: ReceiptDeps, command: ReadReceipt): Promise<ReceiptView> {
  const { orderId, learnerId } = command;
  const order = await findOrder(deps.db.query, orderId);
  const isTheirs = order !== undefined && (learnerId === null || order.learnerId === learnerId);
  if (!isTheirs || order.paidAtMs === null) throw new DomainError(kernelErrors.not_found);
  const language = command.language ?? (order.language === 'zh' ? 'zh' : 'en');
  const expiresAtMs = deps.clock.wallMs() + limits.receiptLinkTtlMs;
  const token = receiptTokenOf(deps.returnSecret, { orderId, language, expiresAtMs });
  const facts = await receiptFacts(deps.db.query, { ...order, paidAtMs: order.paidAtMs });
  return { ...facts, printUrl: `${deps.publicUrl}/receipts/${token}` };
}

/** What a receipt tells, from the rows as they were written. */
export async function receiptFacts(
  db: Queries,
  order: Order & { readonly paidAtMs: number },
): Promise<Omit<ReceiptView, 'printUrl'>> {
  const [seller, lines, paid, refunds, couponCode] = await Promise.all([
    sellerOf(db, order.merchantAccountId),
    findOrderLines(db, [order.orderId]),
    partsOf(db, order.orderId),
    refundsOf(db, order.orderId),
    couponOf(db, order.orderId),
  ]);
  const { consentVersion, consentLanguage } = order;
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    livemode: order.livemode === 1,
    seller: {
      merchantAccountId: order.merchantAccountId,
      legalName: seller.legalName,
      country: seller.country,
    },
    buyer: { learnerId: order.learnerId, country: order.buyerCountry },
    orderedAtMs: order.createdAtMs,
    paidAtMs: order.paidAtMs,
    timeZone: seller.timeZone,
    currency: order.currency,
    lines: lines.map((line) => ({
      productId: line.productId,
      title: line.title,
      kind: line.kind as ProductKind,
      amountMinor: line.amountMinor,
      discountMinor: line.discountMinor,
      taxRatePpm: line.taxRatePpm,
      taxMinor: line.taxMinor,
      taxIncluded: line.taxIncluded === 1,
      totalMinor: line.totalMinor,
    })),
    subtotalMinor: order.subtotalMinor,
    discountMinor: order.discountMinor,
    releasedMinor: paid.releasedMinor,
    couponCode,
    taxMinor: order.taxMinor,
    totalMinor: order.totalMinor,
    parts: paid.parts,
    refunds,
    refundedMinor: refunds
      .filter(({ status }) => status === 'succeeded')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    consent: {
      version: consentVersion,
      language: consentLanguage === 'zh' ? 'zh' : 'en',
      surface: order.consentSurface,
      atMs: order.consentAtMs,
      text: consentVersion in consentTexts ? consentTexts[consentVersion as keyof typeof consentTexts] : null,
    },
    refundRulesVersion: order.refundRulesVersion,
  };
}

function sellerOf(db: Queries, merchantAccountId: string) {
  return db
    .selectFrom('merchant_account')
    .select(['legalName', 'country', 'timeZone'])
    .where('merchantAccountId', '=', merchantAccountId)
    .executeTakeFirstOrThrow();
}

/** The gateway's part first, then what came from the wallet. */
async function partsOf(db: Queries, orderId: string): Promise<Pick<ReceiptView, 'parts' | 'releasedMinor'>> {
  const payment = await db
    .selectFrom('payment')
    .leftJoin('payment_attempt as paid', 'paid.attemptId', 'payment.countedAttemptId')
    .select(['payment.paymentId', 'paid.method', 'paid.gateway', 'paid.gatewayReference'])
    .select(['paid.gatewayPaymentId', 'paid.amountMinor', 'paid.reservedMinor', 'paid.payerMinor'])
    .where('payment.orderId', '=', orderId)
    .executeTakeFirstOrThrow();
  const { paymentId, method, gateway, gatewayReference, gatewayPaymentId, amountMinor } = payment;
  const { reservedMinor, payerMinor } = payment;
  const numbers = { gateway, gatewayReference, gatewayPaymentId, payerMinor };
  const captured = method === null ? [] : [{ way: method, amountMinor: amountMinor ?? 0, ...numbers }];
  const hold = await findPostedHold(db, paymentId);
  const spent = hold === undefined ? [] : await findHoldParts(db, hold.holdId);
  const ofKind = (kind: string): number =>
    spent.filter((part) => part.kind === kind).reduce((sum, part) => sum + part.amountMinor, 0);
  const nowhere = { gateway: null, gatewayReference: null, gatewayPaymentId: null, payerMinor: null };
  const fromWallet = [
    { way: 'wallet', amountMinor: ofKind('paid'), ...nowhere },
    { way: 'wallet_bonus', amountMinor: ofKind('bonus'), ...nowhere },
  ];
  return {
    parts: [...captured, ...fromWallet.filter((part) => part.amountMinor > 0)],
    releasedMinor: reservedMinor === null ? 0 : reservedMinor - (amountMinor ?? 0),
  };
}

/** Of what was bought; money that no order needed is no part of its receipt. */
async function refundsOf(db: Queries, orderId: string): Promise<ReceiptView['refunds']> {
  const rows = await db
    .selectFrom('refund')
    .leftJoin('payment_attempt', 'payment_attempt.attemptId', 'refund.attemptId')
    .select(['refund.refundId', 'refund.refundReference', 'refund.status', 'refund.amountMinor'])
    .select(['refund.createdAtMs', 'refund.succeededAtMs', 'payment_attempt.method'])
    .where('refund.orderId', '=', orderId)
    .where('refund.kind', '=', 'order')
    .where('refund.status', '<>', 'failed')
    .orderBy('refund.createdAtMs')
    .orderBy('refund.refundId')
    .execute();
  return rows.map((row) => ({
    refundId: row.refundId,
    reference: row.refundReference,
    way: row.method ?? 'wallet',
    status: row.status === 'succeeded' ? 'succeeded' : 'pending',
    amountMinor: row.amountMinor,
    askedAtMs: row.createdAtMs,
    succeededAtMs: row.succeededAtMs,
  }));
}

async function couponOf(db: Queries, orderId: string): Promise<string | null> {
  const row = await db
    .selectFrom('coupon_use')
    .innerJoin('coupon', 'coupon.couponId', 'coupon_use.couponId')
    .select('coupon.code')
    .where('coupon_use.orderId', '=', orderId)
    .executeTakeFirst();
  return row?.code ?? null;
}
