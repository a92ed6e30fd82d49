import type { DB } from '../../kernel/db/tables.ts';
import type { StatementLine } from '../gateway/types.ts';
import { accountingDayOf } from '../ledger/accounting-day.ts';

/** Rows to be written, table by table, in an order that foreign keys allow. */
export type RowsByTable = { [Name in keyof DB]?: DB[Name][] };

export interface SoldDay {
  readonly gateway: string;
  readonly fromMs: number;
  readonly count: number;
  /** Every so many-th sale was refunded as well; 0 for none. */
  readonly refundedEvery: number;
  readonly feePpm: number;
}

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const LEARNER = 'lrn_statement_tests';
const ours = { livemode: 0, merchantAccountId: 'ma_demo', currency: 'CNY' } as const;

/** What all sales of these tests need once. */
export function sharedRows(): RowsByTable {
  return {
    merchant_account: [
      {
        merchantAccountId: ours.merchantAccountId,
        legalName: 'Demo',
        country: 'CN',
        timeZone: ZONE,
        livemode: 0,
        createdAtMs: 1,
      },
    ],
    learner: [
      {
        learnerId: LEARNER,
        hostUserId: LEARNER,
        hostUserKey: `test:${LEARNER}`,
        displayName: null,
        isGuest: 0,
        vip: null,
        country: null,
        ageYears: null,
        mergedIntoLearnerId: null,
        personalisationOffAtMs: null,
        erasedAtMs: null,
        livemode: 0,
        createdAtMs: 1,
        updatedAtMs: 1,
      },
    ],
  };
}

/** One sale as our books have it, and what the gateway's statement says of it. */
export interface Sale {
  readonly rows: RowsByTable;
  readonly lines: readonly StatementLine[];
}

/** The sale number `index` of a day, spread evenly over it. */
export function saleOf(day: SoldDay, index: number): Sale {
  const amountMinor = 100 + ((index * 7919) % 99_900);
  const atMs = day.fromMs + Math.floor((index * DAY_MS) / day.count);
  const id = `${accountingDayOf(day.fromMs, ZONE).replaceAll('-', '')}${String(index).padStart(9, '0')}`;
  const isRefunded = day.refundedEvery > 0 && index % day.refundedEvery === 0;
  const facts = { ...day, id, amountMinor, atMs, isRefunded };
  return {
    rows: { ...orderRows(facts), ...attemptRows(facts), ...refundRows(facts), ...ledgerRows(facts) },
    lines: linesOf(facts),
  };
}

interface Facts extends SoldDay {
  readonly id: string;
  readonly amountMinor: number;
  readonly atMs: number;
  readonly isRefunded: boolean;
}

function orderRows({ id, amountMinor, atMs, isRefunded }: Facts): RowsByTable {
  const shared = { ...ours, checkoutId: `co_${id}`, learnerId: LEARNER, conversationId: null };
  const totals = { subtotalMinor: amountMinor, discountMinor: 0, taxMinor: 0, totalMinor: amountMinor };
  const shown = { surface: 'web', language: 'zh', topUp: null };
  return {
    checkout_session: [
      {
        ...shared,
        ...totals,
        ...shown,
        status: 'complete',
        lines: '[]',
        expiresAtMs: atMs,
        createdAtMs: atMs,
        updatedAtMs: atMs,
        couponCode: null,
        couponUseId: null,
        wechatOpenid: null,
        forcedGateway: null,
      },
    ],
    orders: [
      {
        ...shared,
        ...totals,
        ...shown,
        orderId: `ord_${id}`,
        orderNumber: id,
        status: isRefunded ? 'refunded' : 'paid',
        buyerCountry: 'CN',
        buyerCountryEvidence: '{}',
        consentVersion: '1',
        consentLanguage: 'zh',
        consentSurface: 'web',
        consentAtMs: atMs,
        createdAtMs: atMs,
        paidAtMs: atMs,
        refundRulesVersion: '1',
      },
    ],
    payment: [
      {
        ...shared,
        paymentId: `pay_${id}`,
        orderId: `ord_${id}`,
        amountMinor,
        refundedMinor: isRefunded ? amountMinor : 0,
        status: isRefunded ? 'refunded' : 'succeeded',
        countedAttemptId: `att_${id}`,
        createdAtMs: atMs,
        updatedAtMs: atMs,
        succeededAtMs: atMs,
        captureMode: 'automatic',
      },
    ],
  };
}

function attemptRows({ gateway, id, amountMinor, atMs }: Facts): RowsByTable {
  const nothing = { liveKey: null, action: null, failureCode: null, returnUrl: null, checkAtMs: null };
  const neither = { captureUntilMs: null, captureRequestedAtMs: null, payerIpAddress: null, routing: null };
  const whole = { captureMinor: null, reservedMinor: null, payerMinor: null };
  return {
    payment_attempt: [
      {
        ...ours,
        ...nothing,
        ...neither,
        ...whole,
        attemptId: `att_${id}`,
        paymentId: `pay_${id}`,
        number: 1,
        gateway,
        method: 'alipay',
        flow: 'qr',
        challenge: 0,
        surface: 'web',
        gatewayReference: `T${id}`,
        gatewayPaymentId: `ch_${id}`,
        gatewayMerchantId: 'sbx_merchant',
        amountMinor,
        status: 'succeeded',
        expiresAtMs: atMs,
        createdAtMs: atMs,
        updatedAtMs: atMs,
        checks: 0,
        capturedAtMs: atMs,
        captureMode: 'automatic',
      },
    ],
  };
}

function refundRows({ id, amountMinor, atMs, isRefunded }: Facts): RowsByTable {
  if (!isRefunded) return {};
  return {
    refund: [
      {
        ...ours,
        refundId: `ref_${id}`,
        paymentId: `pay_${id}`,
        attemptId: `att_${id}`,
        orderId: `ord_${id}`,
        learnerId: LEARNER,
        conversationId: null,
        refundReference: `R${id}`,
        sourceKey: `order:pay_${id}:1`,
        kind: 'order',
        requestedBy: 'learner',
        requestedById: LEARNER,
        reason: 'requested_by_learner',
        amountMinor,
        status: 'succeeded',
        failureCode: null,
        createdAtMs: atMs,
        updatedAtMs: atMs,
        checkAtMs: null,
        checks: 0,
        succeededAtMs: atMs,
        resolutionNote: null,
      },
    ],
  };
}

function ledgerRows(facts: Facts): RowsByTable {
  const { id, amountMinor, gateway } = facts;
  const clearing = `gateway_clearing:${gateway}`;
  const capture = posting(facts, `capture:att_${id}`, [clearing, 'revenue', amountMinor]);
  const refund = facts.isRefunded
    ? posting(facts, `refund:ref_${id}`, ['refunds', clearing, amountMinor])
    : null;
  return {
    ledger_transaction: [capture.transaction, ...(refund ? [refund.transaction] : [])],
    ledger_entry: [...capture.entries, ...(refund ? refund.entries : [])],
  };
}

function posting({ atMs }: Facts, reference: string, [debit, credit, amountMinor]: [string, string, number]) {
  const ledgerTransactionId = `ltx_${reference}`;
  const entry = { ledgerTransactionId, currency: 'CNY', livemode: 0 };
  return {
    transaction: {
      ledgerTransactionId,
      reference,
      kind: reference.split(':')[0] ?? '',
      merchantAccountId: 'ma_demo',
      livemode: 0,
      accountingDay: accountingDayOf(atMs, ZONE),
      occurredAtMs: atMs,
    },
    entries: [
      { ...entry, entryNumber: 1, account: debit, amountMinor },
      { ...entry, entryNumber: 2, account: credit, amountMinor: -amountMinor },
    ],
  };
}

function linesOf({ id, amountMinor, atMs, isRefunded, feePpm }: Facts): StatementLine[] {
  const feeMinor = Math.floor((amountMinor * feePpm + 500_000) / 1_000_000);
  const settledAtMs = atMs;
  const shared = { amountMinor, currency: 'CNY', settledAtMs };
  const payment: StatementLine = {
    ...shared,
    type: 'payment',
    reference: `T${id}`,
    gatewayId: `ch_${id}`,
    feeMinor,
  };
  if (!isRefunded) return [payment];
  const returned = feeMinor === 0 ? 0 : -feeMinor;
  return [
    payment,
    { ...shared, type: 'refund', reference: `R${id}`, gatewayId: `re_${id}`, feeMinor: returned },
  ];
}
