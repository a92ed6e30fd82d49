import {
  entitlementsOf,
  invoiceLinesOf,
  moneyOfLearner,
  type OrderMoney,
  viewWallet,
} from '../../../checkout/index.ts';
import { maskAddress, maskEmail, maskId, maskName, maskPhone } from '../../../identity/index.ts';
import { limits } from '../../../kernel/limits.ts';
import { listApprovals } from '../approval/view-approvals.ts';
import { listCases } from '../case/view-cases.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { findLabelsOf } from '../label/store.ts';
import { listNotes } from '../note/list-notes.ts';
import { findSnoozed } from '../snooze/store.ts';
import { namesOfStaff, requireReadable, type Thread } from '../thread.ts';
import { findPastConversations } from './past-conversations.ts';
import { findLastAddress, findRatings } from './store.ts';
import type { ConversationDetails, DetailOrder, DetailPayment, DetailRefund } from './wire.ts';

/** Everything beside a thread in one read. Throws `not_found` unless the caller may read it. */
export async function viewDetails(deps: ConsoleOpsDeps, asked: InThread): Promise<ConversationDetails> {
  const thread = await requireReadable(deps, asked);
  const { conversationId, language, surface, learnerId } = thread;
  const [learner, beside, money, risk, people] = await Promise.all([
    learnerOf(deps, thread),
    besideOf(deps, asked),
    moneyOf(deps, learnerId),
    deps.riskOf(learnerId),
    peopleOf(deps, { ...asked, learnerId }),
  ]);
  return {
    conversationId,
    language,
    surface,
    learner,
    ...beside,
    ...money,
    risk: {
      assessments: [...risk.assessments],
      reviews: risk.reviews.map(({ conversationId: _thread, assessmentId: _judged, ...review }) => review),
    },
    ...people,
  };
}

async function learnerOf(deps: ConsoleOpsDeps, thread: Thread): Promise<ConversationDetails['learner']> {
  const { learnerId, isGuest, displayName, hostUserId, createdAtMs } = thread;
  const contact = await deps.contactOf?.(learnerId);
  return {
    learnerId,
    isGuest,
    name: maskName(displayName),
    hostUserId: maskId(hostUserId),
    email: maskEmail(contact?.email ?? null),
    phone: maskPhone(contact?.phone ?? null),
    ip: maskAddress(await findLastAddress(deps.db.query, learnerId)),
    createdAtMs,
  };
}

async function besideOf(deps: ConsoleOpsDeps, { conversationId }: InThread) {
  const nowMs = deps.clock.wallMs();
  const [labels, snoozed, notes] = await Promise.all([
    findLabelsOf(deps.db.query, [conversationId]),
    findSnoozed(deps.db.query, { conversationIds: [conversationId], nowMs }),
    listNotes(deps, conversationId),
  ]);
  const snooze = snoozed.get(conversationId);
  const names = await namesOfStaff(deps.db.query, [snooze?.staffId ?? null]);
  return {
    labels: labels.get(conversationId) ?? [],
    snooze:
      snooze === undefined
        ? null
        : {
            untilMs: snooze.untilMs,
            staffId: snooze.staffId,
            staffName: names.get(snooze.staffId) ?? '',
          },
    viewers: deps.viewers.of(conversationId),
    notes,
  };
}

async function moneyOf(deps: ConsoleOpsDeps, learnerId: string) {
  const [orders, entitlements, wallet, invoices] = await Promise.all([
    moneyOfLearner(deps.checkout, { learnerId, limit: limits.detailOrdersMax }),
    entitlementsOf(deps.checkout, learnerId),
    viewWallet(deps.checkout, { learnerId }),
    invoiceLinesOf(deps.db.query, learnerId),
  ]);
  return {
    orders: orders.map(orderOf),
    entitlements,
    wallet: wallet.balances,
    invoices,
  };
}

async function peopleOf(deps: ConsoleOpsDeps, asked: InThread & { learnerId: string }) {
  const { caller, conversationId, learnerId } = asked;
  const [pastConversations, csat, cases, approvals] = await Promise.all([
    findPastConversations(deps, asked),
    findRatings(deps.db.query, learnerId),
    listCases(deps, { caller, learnerId, limit: limits.pastConversationsMax }),
    listApprovals(deps, { caller, conversationId }),
  ]);
  return { pastConversations, csat, cases: cases.cases, approvals };
}

function orderOf({ order, lines, refundableMinor, payment, refunds, disputes }: OrderMoney): DetailOrder {
  const { orderId, orderNumber, status, currency, totalMinor, discountMinor } = order;
  return {
    ...{ orderId, orderNumber, status, currency, totalMinor, discountMinor },
    lines: lines.map(({ line, refundableMinor: left }) => ({
      orderLineId: line.orderLineId,
      productId: line.productId,
      title: line.title,
      totalMinor: line.totalMinor,
      refundableMinor: left,
    })),
    refundableMinor,
    payment: payment === undefined ? null : paymentOf(payment, { refunds, disputes }),
    createdAtMs: order.createdAtMs,
    paidAtMs: order.paidAtMs,
  };
}

function paymentOf(
  payment: NonNullable<OrderMoney['payment']>,
  { refunds, disputes }: Pick<OrderMoney, 'refunds' | 'disputes'>,
): DetailPayment {
  const { last, orderId: _order, ...rest } = payment;
  return {
    ...rest,
    method: last?.method ?? null,
    gateway: last?.gateway ?? null,
    gatewayReference: last?.gatewayReference ?? null,
    failureCode: last?.failureCode ?? null,
    refunds: refunds.map(refundOf),
    disputes: disputes.map(({ lines: _lines, orderId: _id, paymentId: _payment, ...dispute }) => dispute),
  };
}

function refundOf({ refund, arrival }: OrderMoney['refunds'][number]): DetailRefund {
  const { orderId: _order, paymentId: _payment, gateway: _gateway, method, lines, ...rest } = refund;
  return {
    ...rest,
    method: method ?? 'wallet',
    lines: lines.map(({ orderLineId, amountMinor }) => ({ orderLineId, amountMinor })),
    arrival: arrival === null ? null : { byMs: arrival.byMs, text: { ...arrival.text } },
  };
}
