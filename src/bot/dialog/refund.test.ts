import { describe, expect, it } from 'vitest';
import type { RefundableOrder } from '../../checkout/index.ts';
import { REFUNDABLE } from '../bot.testing.ts';
import { type Activity, CARD, type RefundCard } from '../wire.ts';
import { askAll, tapsOf, useThreads } from './dialog.testing.ts';

const begin = useThreads();

const orders = (...given: Partial<RefundableOrder>[]) => ({
  refundableOrdersOf: async () =>
    given.map((order, index) => ({
      ...REFUNDABLE,
      paymentId: `pay_${index + 1}`,
      orderNumber: `2026112200${index + 1}`,
      ...order,
    })),
});
const titlesOf = (reply: Activity): string[] =>
  (reply.attachments ?? [])
    .filter(({ contentType }) => contentType === CARD.refund)
    .map(({ content }) => (content as RefundCard).title);

describe('asked for money back, the bot', () => {
  it.each([
    ['zh', '我要退款', '申请后内容马上停止使用'],
    ['zh', '退掉刚买的课', '全额退款'],
    ['zh', '怎么退款？', '点“申请退款”并确认就会办理'],
    ['en', 'refund please', 'Access ends as soon as you ask'],
    ['en', 'I want a refund', 'back to the way you paid'],
  ] as const)('%s "%s" shows a card per order with what happens', async (language, text, sentence) => {
    const { bot, thread } = await begin(language, orders({}));
    const reply = await askAll(bot, thread, [text]);
    expect(reply.text).toContain(sentence);
    expect(reply.attachments?.[0]).toEqual({
      contentType: CARD.refund,
      content: {
        paymentId: 'pay_1',
        orderNumber: '20261122001',
        title: 'Python 零基础',
        amountMinor: 12_917,
        currency: 'CNY',
        method: 'wechat_pay',
        destinations: REFUNDABLE.destinations,
        untilMs: 604_802_000,
        livemode: false,
      },
    });
  });

  it('offers the newest three of many orders and says that there are more', async () => {
    const { bot, thread } = await begin('zh', orders(...'甲乙丙丁'.split('').map((title) => ({ title }))));
    const reply = await askAll(bot, thread, ['我要退款']);
    expect(titlesOf(reply)).toEqual(['甲', '乙', '丙']);
    expect(reply.text).toContain('要退别的，说出名称就行');
  });

  it.each([
    ['zh', '退掉摄影构图那门课', '摄影构图'],
    ['zh', '退掉刚买的课', 'SQL 数据分析'],
    ['zh', '订单 20261122003 我要退款', '产品写作'],
    ['en', 'refund the SQL one', 'SQL 数据分析'],
    ['en', 'I just bought it by mistake, refund please', 'SQL 数据分析'],
  ] as const)('%s "%s" offers the one order that was meant', async (language, text, title) => {
    const shelf = orders({ title: 'SQL 数据分析' }, { title: '摄影构图' }, { title: '产品写作' });
    const { bot, thread } = await begin(language, shelf);
    expect(titlesOf(await askAll(bot, thread, [text]))).toEqual([title]);
  });

  it.each([
    ['opened', '你已经开始学习《Python 零基础》', 'You have already started “Python 零基础”'],
    ['too_late', '购买已超过 7 天', 'more than 7 days ago'],
    ['too_far', '学习进度已超过可以退款的范围', 'more of “Python 零基础” than can be refunded'],
    ['exempt', '《Python 零基础》已经打开', '“Python 零基础” has been opened'],
    ['partly_refunded', '已经退过一部分', 'Part of “Python 零基础” has been refunded'],
    ['disputed', '正在由银行处理争议', 'Your bank is looking into the payment'],
    ['refund_running', '退款正在办理', 'is on its way'],
    ['refunded', '已经退款', 'has been refunded already'],
    ['free', '免费领取', 'was free'],
    ['not_paid', '没有可以退的款项', 'no payment to give back'],
  ] as const)('says plainly why nothing can be refunded and offers a person: %s', async (refusal, zh, en) => {
    const chinese = await begin('zh', orders({ refusal }));
    const reply = await askAll(chinese.bot, chinese.thread, ['我要退款']);
    expect(reply.text).toContain(zh);
    expect(reply.attachments).toBeUndefined();
    expect(tapsOf(reply)).toContain('找人工客服');
    const english = await begin('en', orders({ refusal }));
    const answer = await askAll(english.bot, english.thread, ['refund please']);
    expect(answer.text).toContain(en);
    expect(tapsOf(answer)).toContain('Talk to a person');
  });

  it('beside what can be refunded, tells of what was just opened but not of what is long over', async () => {
    const { bot, thread } = await begin(
      'zh',
      orders({ title: '甲' }, { title: '乙', refusal: 'opened' }, { title: '丙', refusal: 'too_late' }),
    );
    const reply = await askAll(bot, thread, ['我要退款']);
    expect(titlesOf(reply)).toEqual(['甲']);
    expect(reply.text).toContain('你已经开始学习《乙》');
    expect(reply.text).not.toContain('《丙》');
  });

  it('tells clients that do not know the card where the money goes and how soon', async () => {
    const { bot, thread } = await begin('en', orders({}));
    const reply = await askAll(bot, thread, ['refund please']);
    expect(reply.attachments?.[1]?.content).toMatchObject({
      text: expect.stringContaining('→ WeChat Pay, 1–3 days'),
    });
  });

  it('names the law where opened goods are exempt', async () => {
    const legalText = { zh: '打开后不适用无理由退货。', en: 'Once opened, the right to return ends.' };
    const { bot, thread } = await begin('en', orders({ refusal: 'exempt', legalText }));
    const reply = await askAll(bot, thread, ['refund please']);
    expect(reply.text).toContain('has been opened. Once opened, the right to return ends.');
  });

  it('says so when there is nothing to refund, and that a surplus comes back by itself', async () => {
    const { bot, thread } = await begin('zh');
    const reply = await askAll(bot, thread, ['我要退款']);
    expect(reply.text).toContain('没有查到可以退款的订单');
    expect(reply.text).toContain('多扣的钱不用申请');
    expect(reply.attachments).toBeUndefined();
  });
});
