import { expect, it } from 'vitest';
import { INTENTS } from '../../src/bot/understanding/intents.ts';
import { chart } from '../../src/checkout/ledger/accounts.ts';
import { retryTable } from '../../src/checkout/routing/retry-table.ts';
import { codeWords } from '../../widgets/dashboard/figures/code-words.ts';
import { accountText, intentText, refusalText } from '../../widgets/dashboard/text/codes.ts';

it('every intent, account of the ledger and refusal of ours has a name on the dashboard, and no name is left over', () => {
  expect(Object.keys(intentText).sort()).toEqual([...INTENTS].sort());
  expect(Object.keys(accountText).sort()).toEqual(Object.keys(chart).sort());
  expect(Object.keys(retryTable['*'] ?? {}).filter((code) => !Object.hasOwn(refusalText, code))).toEqual([]);
});

it.each([
  ['account', 'gateway_clearing:wechat', '渠道待结算 · 微信支付', 'Gateway clearing · WeChat Pay'],
  ['account', 'wallet:bonus', '学员钱包 · 赠送', 'Wallets · bonus'],
  ['account', 'creator_payable:li', '应付创作者 · li', 'Owed to creators · li'],
  ['kind', 'top_up_refund', '充值退款', 'Top-up returned'],
  ['code', 'insufficient_funds', '余额不足', 'Not enough money'],
  ['code', 'ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR', 'ACQ.SYSTEM_ERROR'],
  ['intents', 'buy price', '购买、问价格', 'Buy, Price'],
  ['channel', 'wechat', '微信', 'WeChat'],
  ['segment', 'best', '最佳学员', 'Best'],
  ['title', 'refund', 'refund', 'refund'],
  ['question', 'new', 'new', 'new'],
])('in the column %s, %s is called %s and %s', (column, value, zh, en) => {
  expect([codeWords(column, value, 'zh'), codeWords(column, value, 'en')]).toEqual([zh, en]);
});
