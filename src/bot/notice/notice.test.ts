import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { newId } from '../../kernel/id.ts';
import { createTestBot } from '../bot.testing.ts';
import type { NoticeAddress, NoticeDeps } from '../deps.ts';
import { CARD, type CheckoutCard, type NoticeCard, type ReceiptCard } from '../wire.ts';
import { sendCheckoutCard } from './send-checkout-card.ts';
import { sendReceipt } from './send-receipt.ts';
import { sendRefundNotice } from './send-refund-notice.ts';
import { sendReviewNotice } from './send-review-notice.ts';

describeOnBothEngines('notices', (database) => {
  const begin = async () => {
    const bot = createTestBot(database());
    const learnerId = await bot.newLearner();
    const conversationId = await bot.open(learnerId);
    const deps = (address: Partial<NoticeAddress> = {}): NoticeDeps => {
      const to: NoticeAddress = { learnerId, conversationId, language: 'zh', ...address };
      return {
        ...bot.deps,
        receiptOf: async (orderId) => ({ ...to, card: receiptCard(orderId) }),
        describeCheckout: async (checkoutId) => ({ ...to, card: checkoutCard(checkoutId) }),
        refundNoticeOf: async () => ({
          ...to,
          card: refundCard,
          cause: 'requested_by_learner',
          endsAccess: true,
        }),
      };
    };
    return { bot, learnerId, conversationId, deps };
  };
  const event = (fact: Partial<DomainEvent>): DomainEvent => ({
    eventId: newId('evt'),
    position: 1,
    type: 'entitlement.granted',
    subjectId: newId('ent'),
    learnerId: null,
    conversationId: null,
    livemode: false,
    occurredAtMs: 1,
    payload: {},
    ...fact,
  });

  it('an order of many lines, told many times and at once, has one receipt', async () => {
    const { bot, conversationId, deps } = await begin();
    const orderId = newId('ord');
    const subscription = sendReceipt(deps());
    const granted = Array.from({ length: 6 }, () => event({ payload: { orderId } }));
    await Promise.all(granted.map((one) => subscription.handle(one)));
    await Promise.all(granted.map((one) => subscription.handle(one)));
    const [, receipt, ...more] = await bot.transcript(conversationId);
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({
      id: `act_receipt_${orderId}`,
      text: expect.stringContaining('付款成功'),
      channelData: { seq: 2, sender: 'system' },
    });
    expect(receipt?.attachments?.[0]).toEqual({ contentType: CARD.receipt, content: receiptCard(orderId) });
    expect(receipt?.attachments?.[1]?.content).toMatchObject({
      text: expect.stringMatching(/测试订单[\s\S]*¥129\.17[\s\S]*含税 ¥7\.31[\s\S]*20261122AB12CD34/),
      buttons: [{ type: 'openUrl', value: 'https://learn.example/start' }],
    });
  });

  it('reaches the thread also when a person owns it, in the language of the order', async () => {
    const { bot, conversationId, deps } = await begin();
    await database()
      .query.updateTable('conversation')
      .set({ owner: 'agent', ownerId: 'agt_1' })
      .where('conversationId', '=', conversationId)
      .execute();
    const english = deps({ language: 'en' });
    await sendReceipt(english).handle(event({ payload: { orderId: newId('ord') } }));
    await sendRefundNotice(english).handle(event({ type: 'refund.succeeded', subjectId: newId('rfd') }));
    const texts = (await bot.transcript(conversationId)).map((activity) => activity.text);
    expect(texts[1]).toContain('Payment received');
    expect(texts[2]).toBe(
      'Your refund of CN¥12.00 for order 20261122AB12CD34 has gone back to the way you paid, and access has ended. Expected: your card, 5–10 working days.',
    );
  });

  it('an order from outside a conversation is told in the newest open thread, or in a new one', async () => {
    const { bot, conversationId, deps } = await begin();
    await sendReceipt(deps({ conversationId: null })).handle(event({ payload: { orderId: newId('ord') } }));
    expect(await bot.transcript(conversationId)).toHaveLength(2);
    const other = await bot.newLearner();
    const newcomer = deps({ conversationId: null, learnerId: other });
    await sendReceipt(newcomer).handle(event({ payload: { orderId: newId('ord') } }));
    const transcript = await bot.transcript(await bot.open(other));
    expect(transcript.map((activity) => activity.channelData.sender)).toEqual(['bot', 'system']);
  });

  it("never reaches another learner's thread", async () => {
    const { bot, conversationId, deps } = await begin();
    const other = await bot.newLearner();
    await sendReceipt(deps({ learnerId: other })).handle(event({ payload: { orderId: newId('ord') } }));
    expect(await bot.transcript(conversationId)).toHaveLength(1);
    expect(await bot.transcript(await bot.open(other))).toHaveLength(2);
  });

  it('shows a checkout that was opened from a thread once, and none that was not', async () => {
    const { bot, conversationId, deps } = await begin();
    const subscription = sendCheckoutCard(deps());
    const opened = event({ type: 'checkout.opened', subjectId: newId('co'), conversationId });
    await subscription.handle(opened);
    await subscription.handle(opened);
    await subscription.handle(event({ type: 'checkout.opened', subjectId: newId('co') }));
    const [, card, ...more] = await bot.transcript(conversationId);
    expect(more).toEqual([]);
    expect(card?.attachments?.[0]).toEqual({
      contentType: CARD.checkout,
      content: checkoutCard(opened.subjectId),
    });
  });

  it('a held payment that ran out is told once with the way to a person; one its learner canceled is not', async () => {
    const { bot, conversationId, deps } = await begin();
    const subscription = sendReviewNotice(deps());
    const ended = (occurredAtMs: number): DomainEvent =>
      event({
        type: 'risk.review_decided',
        subjectId: newId('rev'),
        occurredAtMs,
        payload: { decision: 'expired', checkoutId: 'co_1' },
      });
    await subscription.handle(ended(8_999));
    const expired = ended(9_000);
    await Promise.all([subscription.handle(expired), subscription.handle(expired)]);
    const [, notice, ...more] = await bot.transcript(conversationId);
    expect(more).toEqual([]);
    expect(notice?.text).toContain('可以点开订单，请人工再看一次');
    expect(notice?.attachments?.[0]?.contentType).toBe(CARD.checkout);
  });

  it('tells a refund once', async () => {
    const { bot, conversationId, deps } = await begin();
    const subscription = sendRefundNotice(deps());
    const succeeded = event({ type: 'refund.succeeded', subjectId: newId('rfd') });
    await Promise.all([subscription.handle(succeeded), subscription.handle(succeeded)]);
    const [, notice, ...more] = await bot.transcript(conversationId);
    expect(more).toEqual([]);
    expect(notice?.text).toContain('退款 ¥12.00 已原路退回（订单 20261122AB12CD34），内容已停止使用');
    expect(notice?.attachments?.[0]).toEqual({ contentType: CARD.notice, content: refundCard });
  });

  it.each([
    ['paid_twice', '多付的 ¥12.00 已原路退回（订单 20261122AB12CD34）'],
    ['already_owned', '这个内容你已经拥有，多付的 ¥12.00 已原路退回'],
    ['paid_too_late', '这笔付款到得太晚，订单已经关闭，¥12.00 已原路退回'],
    ['amount_mismatch', '付款金额与订单不符，收到的 ¥12.00 已原路退回'],
  ])('money that no order needs is told as that, not as a refund of the order: %s', async (cause, words) => {
    const { bot, conversationId, deps } = await begin();
    const card: NoticeCard = { ...refundCard, reason: 'surplus' };
    const readers: NoticeDeps = {
      ...deps(),
      refundNoticeOf: async (refundId) => {
        const notice = await deps().refundNoticeOf(refundId);
        return notice && { ...notice, card, cause };
      },
    };
    await sendRefundNotice(readers).handle(event({ type: 'refund.succeeded', subjectId: newId('rfd') }));
    const [, notice] = await bot.transcript(conversationId);
    expect(notice?.text).toContain(words);
    expect(notice?.text).not.toContain('停止使用');
    expect(notice?.attachments?.[0]).toEqual({ contentType: CARD.notice, content: card });
  });

  it('waits for another telling while the receipt cannot be read, and says nothing without an order', async () => {
    const { bot, conversationId, deps } = await begin();
    const missing = sendReceipt({ ...deps(), receiptOf: async () => null });
    await expect(missing.handle(event({ payload: { orderId: 'ord_none' } }))).rejects.toThrow('no receipt');
    await missing.handle(event({ payload: {} }));
    expect(await bot.transcript(conversationId)).toHaveLength(1);
  });
});

function receiptCard(orderId: string): ReceiptCard {
  return {
    orderId,
    orderNumber: '20261122AB12CD34',
    paymentId: 'pay_1',
    gatewayReference: 'T01',
    method: 'alipay',
    lines: [
      {
        productId: 'prd_1',
        title: 'Python 零基础',
        totalMinor: 12_917,
        startUrl: 'https://learn.example/start',
      },
    ],
    totalMinor: 12_917,
    taxMinor: 731,
    currency: 'CNY',
    sellerName: 'Tilltalk Demo',
    paidAtMs: 2_000,
    livemode: false,
  };
}

function checkoutCard(checkoutId: string): CheckoutCard {
  return { checkoutId, title: 'Python 零基础', totalMinor: 12_917, currency: 'CNY', expiresAtMs: 9_000 };
}

const refundCard: NoticeCard = {
  kind: 'refund',
  reason: 'order',
  amountMinor: 1_200,
  currency: 'CNY',
  orderNumber: '20261122AB12CD34',
  method: 'card',
  arrival: { byMs: 1, text: { zh: '5–10 个工作日', en: '5–10 working days' } },
};
