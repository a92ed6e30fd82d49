import type { OrderView } from '../../checkout/wire.ts';
import { ordersAttachments } from '../cards.ts';
import { account } from '../text/account.ts';
import type { Both } from '../text/both.ts';
import { service } from '../text/service.ts';
import { quickReplies } from '../text/talk.ts';
import { matchTitle } from '../understanding/topic.ts';
import { answerRefund } from './refund.ts';
import { say, sayText } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

const ORDERS_SHOWN_MAX = 5;

export async function answerOrders(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const orders = await deps.ordersOf(turn.message.learnerId);
  if (orders.length === 0) {
    return { drafts: [say(turn, account.noOrders, { quickReplies: [quickReplies.start] })] };
  }
  const meant = ordersMeant(turn.understood.text, orders);
  return withOrders(turn, meant.length === orders.length ? account.orders : account.order, meant);
}

/** What is not paid closes by itself; what is paid is a refund. */
export async function answerCancelOrder(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const orders = await deps.ordersOf(turn.message.learnerId);
  const meant = ordersMeant(turn.understood.text, orders);
  const pending = meant.filter(({ status }) => status === 'pending');
  if (meant.some(({ status }) => status === 'paid') || orders.length === 0) return answerRefund(deps, turn);
  return withOrders(turn, service.cancelUnpaid, pending.length > 0 ? pending : meant);
}

const BROKEN =
  /打不开|看不了|看不到|听不了|播放不了|没法(?:看|打开|学)|无法|进不去|登(?:录)?不上|加载|黑屏|白屏|空白|转圈|没反应|没声音|卡住|闪退|没有?显示|不见了|找不到|消失|没开通|\b(?:can't|cannot|can not|won't|doesn't|does not|not|unable|nothing|blank|stuck|missing|gone|error|broken|fails?)\b/u;

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
  const { text, language } = turn.understood;
  const isBroken = BROKEN.test(text);
  const lost = orders.filter(({ status }) => status === 'refunded');
  if (open.length === 0 && lost.length > 0) {
    const sentences = lost
      .slice(0, ORDERS_SHOWN_MAX)
      .map((order) => service.revoked(titleOf(order))[language]);
    return { drafts: [sayText(turn, sentences.join('\n'), { quickReplies: [quickReplies.person] })] };
  }
  if (open.length === 0) {
    return {
      drafts: [
        say(turn, account.noContent, {
          quickReplies: [quickReplies.paymentTrouble, quickReplies.orders, quickReplies.start],
        }),
      ],
    };
  }
  const answer = withOrders(turn, isBroken ? service.accessHelp : account.content, ordersMeant(text, open));
  return { ...answer, open: { step: 'told_access' } };
}

/** What orders are asked for with: what remains may name one. */
const ASKING =
  /订单|收据|查询|查看|查|看看|看|状态|怎么样|怎么|在哪|哪里|到哪|进度|打不开|打开|我|买|购买|付款|付|过|了|的|那|这|个|门|本|吗|呢|还|没|能|不|课程?|电子书|专栏|\b(?:orders?|receipts?|status|where|is|my|the|what|about|show|me|find|check|for|of|i|bought|paid|can't|cannot|open|access|how|do|to|book|course|ebook|column|it|won't|doesn't)\b/gu;

/** The orders that are named by number or title, else all of them. */
function ordersMeant(text: string, orders: readonly OrderView[]): readonly OrderView[] {
  const numbered = orders.filter(({ orderNumber }) => text.includes(orderNumber.toLowerCase()));
  if (numbered.length > 0) return numbered;
  const named = matchTitle(
    text.replace(ASKING, ' '),
    orders.map((order) => titleOf(order).toLowerCase()),
  );
  return named === null ? orders : orders.slice(named, named + 1);
}

function titleOf({ lines }: OrderView): string {
  return lines.map(({ title }) => title).join(' + ');
}

function withOrders(turn: Turn, sentence: Both, orders: readonly OrderView[]): Answer {
  const newest = orders.slice(0, ORDERS_SHOWN_MAX);
  return {
    drafts: [
      say(turn, sentence, {
        attachments: ordersAttachments(newest, turn.understood.language),
        quickReplies: [quickReplies.invoice, quickReplies.refund, quickReplies.person],
      }),
    ],
  };
}
