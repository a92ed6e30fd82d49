import { account } from '../text/account.ts';
import { quickReplies } from '../text/talk.ts';
import { say, sayText } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Ways to pay by the names learners have for them; those without a method are never taken here. */
const NAMED = [
  ['alipay', /支付宝|\balipay\b/u],
  ['wechat_pay', /微信|\bwe ?chat\b/u],
  ['card', /信用卡|银行卡|储蓄卡|刷卡|银联|\b(?:visa|mastercard|amex|credit cards?|debit cards?|cards?)\b/u],
] as const;
const NOT_TAKEN =
  /(paypal|apple ?pay|google ?pay|bitcoin|crypto|货到付款|花呗|分期|比特币|云闪付|bank transfer|转账|installments?|klarna)/u;

/** How one pays: yes or no to the way that is named, as it is set up here, then how it goes. */
export async function answerHowToPay(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { language, text } = turn.understood;
  const taps = { quickReplies: [quickReplies.start, quickReplies.paymentTrouble] };
  const currency = language === 'zh' ? 'CNY' : 'USD';
  const ways = deps.waysToPay?.({ surface: turn.message.surface, currency }) ?? [];
  const open = ways.filter(({ isOpen }) => isOpen).map(({ method }) => account.methods[method][language]);
  const told = NAMED.flatMap(([method, pattern]) => {
    const way = ways.find((one) => one.method === method);
    if (way === undefined || !pattern.test(text)) return [];
    const name = account.methods[method][language];
    return [(way.isOpen ? account.canPayWith(name) : account.cannotPayWith(name))[language]];
  });
  const refused = NOT_TAKEN.exec(text)?.[1];
  if (refused !== undefined && ways.length > 0) told.push(account.cannotPayWith(refused)[language]);
  if (told.length === 0) return { drafts: [say(turn, account.howToPay, taps)] };
  const rest = open.length === 0 ? [] : [account.openWays(open)[language]];
  return { drafts: [sayText(turn, [...told, ...rest, account.howToPay[language]].join('\n'), taps)] };
}
