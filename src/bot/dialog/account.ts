import type { OrderView } from '../../checkout/wire.ts';
import { ordersAttachments } from '../cards.ts';
import { account } from '../text/account.ts';
import type { Both } from '../text/both.ts';
import { quickReplies } from '../text/talk.ts';
import { say } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

const ORDERS_SHOWN_MAX = 5;

export async function answerOrders(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const orders = await deps.ordersOf(turn.message.learnerId);
  if (orders.length === 0) {
    return { drafts: [say(turn, account.noOrders, { quickReplies: [quickReplies.start] })] };
  }
  return withOrders(turn, account.orders, orders);
}

/** Where what was bought can be opened: the paid orders whose products are still the learner's. */
export async function answerAccess(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { learnerId } = turn.message;
  const [orders, entitlements] = await Promise.all([
    deps.ordersOf(learnerId),
    deps.entitlementsOf(learnerId),
  ]);
  const owned = new Set(entitlements.filter(({ status }) => status === 'active').map((one) => one.productId));
  const open = orders
    .filter((order) => order.status === 'paid')
    .map((order) => ({ ...order, lines: order.lines.filter((line) => owned.has(line.productId)) }))
    .filter((order) => order.lines.length > 0);
  if (open.length === 0) {
    return {
      drafts: [say(turn, account.noContent, { quickReplies: [quickReplies.start, quickReplies.orders] })],
    };
  }
  return withOrders(turn, account.content, open);
}

export async function answerInvoice(_deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return { drafts: [say(turn, account.invoice, { quickReplies: [quickReplies.orders] })] };
}

export function answerPaymentTrouble(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return withLiveOrders(deps, turn, account.paymentTrouble);
}

/** A learner's word moves nothing: what the orders say is shown, as always (M2). */
export function answerClaimsPaid(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  return withLiveOrders(deps, turn, account.claimsPaid);
}

async function withLiveOrders(deps: AnswerDeps, turn: Turn, sentence: Both): Promise<Answer> {
  const orders = await deps.ordersOf(turn.message.learnerId);
  const live = orders.filter((order) => order.status === 'pending' || order.status === 'paid');
  if (live.length > 0) return withOrders(turn, sentence, live);
  return { drafts: [say(turn, sentence, { quickReplies: [quickReplies.orders] })] };
}

function withOrders(turn: Turn, sentence: Both, orders: readonly OrderView[]): Answer {
  const newest = orders.slice(0, ORDERS_SHOWN_MAX);
  return {
    drafts: [say(turn, sentence, { attachments: ordersAttachments(newest, turn.understood.language) })],
  };
}
