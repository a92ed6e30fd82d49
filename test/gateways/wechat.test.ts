import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentGateway, RawNotification, RefundRequest } from '../../src/checkout/gateway/types.ts';
import { wechatPayGateway } from '../../src/checkout/gateway/wechat/index.ts';
import { openResource } from '../../src/checkout/gateway/wechat/sign.ts';
import { newReference } from '../../src/kernel/id.ts';
import { until } from '../support/until.ts';
import { linesOf } from './contract.ts';
import { RETRY_SECONDS, startWechatSimulator, type WechatSimulator } from './simulators/wechat/index.ts';
import { configAt, type Merchant, notificationOf, requestTo, startMerchant } from './wechat-under-test.ts';

const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
const notSigned = { outcome: 'unknown', cause: 'the answer is not signed by WeChat Pay' };

let simulator: WechatSimulator;
let merchant: Merchant;
let gateway: PaymentGateway;
beforeAll(async () => {
  merchant = await startMerchant();
  simulator = await startWechatSimulator({ secondMs: 1, complaintUrl: merchant.url });
  gateway = wechatPayGateway(configAt(simulator));
});
beforeEach(() => {
  simulator.clearFaults();
  merchant.status = 204;
});
afterAll(async () => {
  await simulator.close();
  await merchant.close();
});

async function created(change: Parameters<typeof requestTo>[1] = {}): Promise<string> {
  const request = requestTo(merchant.url, change);
  expect(await gateway.createPayment(request)).toMatchObject({ outcome: 'requires_action' });
  return request.gatewayReference;
}

async function paid(payerTotal?: number): Promise<string> {
  const reference = await created();
  simulator.pay(reference, payerTotal);
  return reference;
}

function refundOf(gatewayReference: string, change: Partial<RefundRequest> = {}): RefundRequest {
  return {
    refundReference: newReference('R'),
    gatewayReference,
    amountMinor: 4_000,
    capturedMinor: 9_900,
    currency: 'CNY',
    reason: '不想学了',
    notifyUrl: merchant.url,
    ...change,
  };
}

async function told(reference: string, eventType: string): Promise<RawNotification> {
  const delivery = simulator.deliveryOf(reference, eventType);
  if (delivery === undefined) throw new Error('it was never told');
  await until(() => Promise.resolve(delivery.delivered), Boolean);
  const [raw] = merchant.received.filter(({ body }) => body.toString() === delivery.body);
  if (raw === undefined) throw new Error('it never came');
  return raw;
}

const refused = expect.objectContaining({ code: 'notification_refused' });

describe('asking for a payment', () => {
  test('a QR payment answers the text of the code and runs out with the checkout', async () => {
    const request = requestTo(merchant.url, { split: true });
    expect(await gateway.createPayment(request)).toEqual({
      outcome: 'requires_action',
      gatewayPaymentId: request.gatewayReference,
      action: {
        type: 'qr',
        qrText: expect.stringMatching(/^weixin:\/\/wxpay\//),
        expiresAtMs: request.expiresAtMs,
      },
    });
    expect(simulator.book.orders.get(request.gatewayReference)).toMatchObject({ profitSharing: true });
    const plain = await created();
    expect(simulator.book.orders.get(plain)).toMatchObject({ profitSharing: false, product: 'native' });
  });

  test('a phone browser is led to the page of H5, which shows our origin and comes back', async () => {
    const payer = { ipAddress: '203.0.113.7', wechatOpenid: null };
    const request = requestTo(merchant.url, { flow: 'redirect', surface: 'mobile_web', payer });
    const result = await gateway.createPayment(request);
    expect(result).toMatchObject({ action: { type: 'redirect', tellsOrigin: true } });
    if (result.outcome !== 'requires_action' || result.action.type !== 'redirect') throw new Error('no page');
    expect(new URL(result.action.url).searchParams.get('redirect_url')).toBe(request.returnUrl);
    expect(result.action.expiresAtMs).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
  });

  test('inside WeChat the app gets parameters that verify against our certificate', async () => {
    const payer = { ipAddress: null, wechatOpenid: OPENID };
    const request = requestTo(merchant.url, { flow: 'in_app', surface: 'wechat', payer });
    const result = await gateway.createPayment(request);
    if (result.outcome !== 'requires_action' || result.action.type !== 'in_app')
      throw new Error('not in app');
    const { appId, timeStamp, nonceStr, package: prepay, signType } = result.action.parameters;
    expect({ appId, signType }).toEqual({ appId: simulator.appId, signType: 'RSA' });
    expect(prepay).toMatch(/^prepay_id=wx/);
    expect(Number(timeStamp)).toBeCloseTo(Date.now() / 1000, -2);
    expect(nonceStr).toMatch(/^\w{32}$/);
    expect(simulator.book.orders.get(request.gatewayReference)?.openid).toBe(OPENID);
  });

  test('without what a product must know of the payer nothing is sent', async () => {
    for (const flow of ['redirect', 'in_app'] as const) {
      const request = requestTo(merchant.url, { flow });
      expect(await gateway.createPayment(request)).toMatchObject({ outcome: 'not_sent' });
      expect(simulator.book.orders.has(request.gatewayReference)).toBe(false);
    }
  });

  test('a long title is cut to 127 bytes between two characters', async () => {
    const reference = await created({ description: `《${'深'.repeat(60)}》\n入门` });
    const description = simulator.book.orders.get(reference)?.description ?? '';
    expect(description).toBe(`《${'深'.repeat(41)}`);
  });

  test('what WeChat Pay turned away at the door was not taken on; what breaks its rules is declined', async () => {
    const strange = wechatPayGateway(configAt(simulator, { merchantSerial: 'F'.repeat(40) }));
    expect(await strange.createPayment(requestTo(merchant.url))).toEqual({
      outcome: 'not_sent',
      cause: 'refused with 401 SIGN_ERROR',
    });
    expect(await strange.queryPayment('T00001')).toMatchObject({ outcome: 'unknown' });
    expect(await strange.refundPayment(refundOf('T00001'))).toMatchObject({ outcome: 'unknown' });
    simulator.fault({ operation: 'create', kind: 'frequency_limited' });
    expect(await gateway.createPayment(requestTo(merchant.url))).toMatchObject({ outcome: 'not_sent' });
    const late = requestTo(merchant.url, { expiresAtMs: Date.now() - 1_000 });
    expect(await gateway.createPayment(late)).toEqual({ outcome: 'declined', declineCode: 'param_error' });
  });

  test('a number that is closed cannot be asked for again, one that is paid is doubt', async () => {
    const request = requestTo(merchant.url);
    await gateway.createPayment(request);
    await gateway.closePayment(request.gatewayReference);
    expect(await gateway.createPayment(request)).toEqual({ outcome: 'declined', declineCode: 'closed' });
  });
});

describe('believing an answer', () => {
  test.each(['unsigned', 'forged', 'probe'] as const)('an answer that is %s proves nothing', async (kind) => {
    const reference = await paid();
    simulator.fault({ operation: 'query', kind });
    expect(await gateway.queryPayment(reference)).toEqual(notSigned);
    simulator.fault({ operation: 'create', kind });
    expect(await gateway.createPayment(requestTo(merchant.url))).toEqual(notSigned);
    simulator.fault({ operation: 'query', kind });
    expect(await gateway.queryPayment('T0000000')).toMatchObject({ outcome: 'unknown' });
  });

  test('an answer by a clock that is ten minutes off proves nothing', async () => {
    const reference = await paid();
    for (const skewMs of [600_000, -600_000]) {
      simulator.platform.skew(skewMs);
      expect(await gateway.queryPayment(reference)).toEqual(notSigned);
    }
    simulator.platform.skew(0);
    expect(await gateway.queryPayment(reference)).toMatchObject({ outcome: 'found' });
  });

  test('a signed lie is handed on as it is, for the proof to be refused by comparison', async () => {
    const reference = await paid();
    simulator.fault({ operation: 'query', kind: 'wrong_amount' });
    expect(await gateway.queryPayment(reference)).toMatchObject({ payment: { amountMinor: 9_901 } });
    simulator.fault({ operation: 'query', kind: 'wrong_mchid' });
    expect(await gateway.queryPayment(reference)).toMatchObject({
      payment: { gatewayMerchantId: '1900000999' },
    });
    const otherApp = wechatPayGateway(configAt(simulator, { appId: 'wx0000000000000000' }));
    expect(await otherApp.queryPayment(reference)).toMatchObject({
      payment: { gatewayMerchantId: `${simulator.mchid}/${simulator.appId}` },
    });
  });

  test("what the payer gave is kept apart from the total when WeChat's voucher paid the rest", async () => {
    const reference = await paid(8_900);
    expect(await gateway.queryPayment(reference)).toMatchObject({
      payment: { amountMinor: 9_900, payerMinor: 8_900, status: 'succeeded' },
    });
    const raw = await told(reference, 'TRANSACTION.SUCCESS');
    expect(gateway.parseNotification(raw, Date.now()).content).toMatchObject({
      payment: { amountMinor: 9_900, payerMinor: 8_900 },
    });
  });

  test('what was refunded in part still counts as paid', async () => {
    const reference = await paid();
    await gateway.refundPayment(refundOf(reference));
    expect(await gateway.queryPayment(reference)).toMatchObject({ payment: { status: 'succeeded' } });
  });
});

describe('keys', () => {
  let rotating: WechatSimulator;
  beforeAll(async () => {
    rotating = await startWechatSimulator();
  });
  afterAll(() => rotating.close());

  test('a resource sealed elsewhere opens: a vector made with the SDK of another author', () => {
    const resource = {
      algorithm: 'AEAD_AES_256_GCM',
      nonce: 'nonce0123456',
      associated_data: 'transaction',
      ciphertext: 'WZqIgIfPKtSsY1PAW6QmIlt4kSt6hOte6fmKL8sSqku7o+tkOlj+k5afVXvP9lj1y3WWF6uq',
    };
    const key = 'tilltalk-wechat-vector-key-32byt';
    expect(openResource(key, resource).toString()).toBe('{"out_trade_no":"T01","text":"收款"}');
    expect(() => openResource(key, { ...resource, associated_data: '' })).toThrow();
    expect(() => openResource(key, { ...resource, algorithm: 'AES' })).toThrow('unknown algorithm');
  });

  test('a house that just started believes its first notification', async () => {
    const own = wechatPayGateway(configAt(rotating));
    await own.prepare?.();
    const raw = notificationOf(rotating, 'SOMETHING.NEW', {});
    expect(own.parseNotification(raw, Date.now()).type).toBe('SOMETHING.NEW');
    await wechatPayGateway(configAt(rotating, { baseUrl: 'http://127.0.0.1:1' })).prepare?.();
  });

  test('after a rotation both certificates are believed, and the new one needs nobody', async () => {
    const { platform } = rotating;
    let nowMs = Date.now();
    const clock = { wallMs: () => nowMs, nowMs: () => nowMs };
    const own = wechatPayGateway(configAt(rotating, { clock }));
    const type = (raw: RawNotification) => own.parseNotification(raw, Date.now()).type;
    await own.queryPayment('T0000000');
    const before = notificationOf(rotating, 'BEFORE', {});
    expect(type(before)).toBe('BEFORE');
    platform.rotate();
    const after = notificationOf(rotating, 'AFTER', {});
    nowMs += 60_000;
    // The first look at an unknown certificate is refused and downloads it; WeChat Pay tells again.
    expect(() => type(after)).toThrow('not known yet');
    const told = async () => {
      try {
        return type(after);
      } catch {
        return null;
      }
    };
    await until(told, (now) => now === 'AFTER');
    expect(type(before)).toBe('BEFORE');
    platform.retire();
    platform.rotate();
    expect(await own.queryPayment('T0000000')).toMatchObject({ outcome: 'unknown' });
    nowMs += 2_000;
    expect(await own.queryPayment('T0000000')).toEqual({ outcome: 'not_found' });
    expect(() => type(before)).toThrow('not known yet');
  });

  test('forged serial numbers are worth one download a minute, whatever their number', async () => {
    let nowMs = Date.now();
    const clock = { wallMs: () => nowMs, nowMs: () => nowMs };
    const own = wechatPayGateway(configAt(rotating, { clock }));
    await own.queryPayment('T0000000');
    const before = rotating.calls('/v3/certificates');
    const raw = notificationOf(rotating, 'FORGED', {});
    const flood = async () => {
      for (let index = 0; index < 50; index += 1) {
        const headers = { ...raw.headers, 'wechatpay-serial': `${index}`.padStart(40, 'A') };
        expect(() => own.parseNotification({ ...raw, headers }, Date.now())).toThrow(refused);
      }
      expect(await own.queryPayment('T0000000')).toEqual({ outcome: 'not_found' });
    };
    await flood();
    expect(rotating.calls('/v3/certificates') - before).toBe(0);
    nowMs += 61_000;
    await flood();
    await flood();
    expect(rotating.calls('/v3/certificates') - before).toBe(1);
  });

  test("WeChat Pay's public key works alone, and beside certificates while a merchant changes over", async () => {
    const { publicKeyId, publicKey } = rotating.platform;
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const own = wechatPayGateway(configAt(rotating, { publicKeys: [{ id: publicKeyId, pem }] }));
    const before = rotating.calls('/v3/certificates');
    expect(await own.queryPayment('T0000000')).toEqual({ outcome: 'not_found' });
    rotating.platform.signWith('public_key');
    const byPublicKey = notificationOf(rotating, 'SOMETHING.NEW', {});
    rotating.platform.signWith('certificate');
    expect(own.parseNotification(byPublicKey, Date.now()).content).toEqual({ kind: 'other' });
    expect(rotating.calls('/v3/certificates') - before).toBe(0);
    const byCertificate = notificationOf(rotating, 'SOMETHING.NEW', {});
    expect(() => own.parseNotification(byCertificate, Date.now())).toThrow('not known yet');
    const told = async () => {
      try {
        return own.parseNotification(byCertificate, Date.now()).type;
      } catch {
        return null;
      }
    };
    await until(told, (type) => type === 'SOMETHING.NEW');
    expect(rotating.calls('/v3/certificates') - before).toBe(1);
  });
});

describe('notifications', () => {
  test('one that is refused comes again by the schedule until it is handled', async () => {
    merchant.status = 500;
    const before = merchant.received.length;
    const reference = await paid();
    await until(
      async () => merchant.received.length - before,
      (count) => count >= 4,
    );
    merchant.status = 204;
    const delivery = simulator.deliveryOf(reference, 'TRANSACTION.SUCCESS');
    await until(async () => delivery?.delivered, Boolean);
    const ids = merchant.received
      .slice(before)
      .map((raw) => gateway.parseNotification(raw, Date.now()).eventId);
    expect(new Set(ids).size).toBe(1);
    expect(delivery?.tries.slice(0, 3)).toEqual([500, 500, 500]);
    expect(RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0)).toBe(86_640);
  });

  test('a probe of our verifying is refused, and an honest one after it is not', async () => {
    simulator.fault({ operation: 'notification', kind: 'probe' });
    const before = merchant.received.length;
    const reference = await paid();
    await told(reference, 'TRANSACTION.SUCCESS');
    const [probe] = merchant.received.slice(before);
    if (probe === undefined) throw new Error('nothing came');
    expect(String(probe.headers['wechatpay-signature'])).toMatch(/^WECHATPAY\/SIGNTEST\//);
    expect(() => gateway.parseNotification(probe, Date.now())).toThrow(refused);
    const delivery = simulator.deliveryOf(reference, 'TRANSACTION.SUCCESS');
    if (delivery === undefined) throw new Error('it was never told');
    await simulator.notifier.again(delivery);
    const honest = merchant.received.at(-1);
    expect(honest && gateway.parseNotification(honest, Date.now()).type).toBe('TRANSACTION.SUCCESS');
  });

  test('the answers are those that WeChat Pay understands', () => {
    expect(gateway.answerNotification(true)).toMatchObject({ status: 204, body: '' });
    const failed = gateway.answerNotification(false);
    expect(failed.status).toBe(500);
    expect(JSON.parse(failed.body)).toMatchObject({ code: 'FAIL' });
  });

  test('a complaint is told by its number, and asked for in full', async () => {
    const reference = await paid();
    const { complaintId } = simulator.complain(reference, '一直打不开课程');
    const raw = await told(complaintId, 'COMPLAINT.CREATE');
    const { content } = gateway.parseNotification(raw, Date.now());
    expect(content).toMatchObject({
      kind: 'complaint',
      complaint: { gatewayComplaintId: complaintId, status: 'opened' },
    });
    expect(await gateway.queryComplaint?.(complaintId)).toEqual({
      outcome: 'found',
      complaint: {
        gatewayComplaintId: complaintId,
        gatewayReference: reference,
        status: 'opened',
        reason: '一直打不开课程',
      },
    });
    simulator.settleComplaint(complaintId);
    const closing = await told(complaintId, 'COMPLAINT.STATE_CHANGE');
    expect(gateway.parseNotification(closing, Date.now()).content).toMatchObject({
      complaint: { status: 'closed' },
    });
    expect(await gateway.queryComplaint?.('200200')).toEqual({ outcome: 'not_found' });
  });
});

describe('refunds', () => {
  test.each(['ABNORMAL', 'CLOSED'] as const)('one that ends %s has failed, and is told', async (kind) => {
    simulator.fault({ operation: 'refund_ending', kind });
    const request = refundOf(await paid());
    expect(await gateway.refundPayment(request)).toMatchObject({ refund: { status: 'pending' } });
    const failed = { status: 'failed', failureCode: `refund_${kind.toLowerCase()}`, amountMinor: 4_000 };
    expect(await gateway.queryRefund(request.refundReference, request.gatewayReference)).toMatchObject({
      refund: failed,
    });
    const raw = await told(request.refundReference, `REFUND.${kind}`);
    expect(gateway.parseNotification(raw, Date.now()).content).toMatchObject({
      kind: 'refund',
      refund: failed,
    });
  });

  test.each([
    ['NOT_ENOUGH', 'gateway_balance_too_low'],
    ['USER_ACCOUNT_ABNORMAL', 'payer_account_closed'],
  ] as const)('one that WeChat Pay refuses with %s needs a person', async (kind, failureCode) => {
    simulator.fault({ operation: 'refund_ending', kind });
    expect(await gateway.refundPayment(refundOf(await paid()))).toEqual({ outcome: 'refused', failureCode });
  });

  test('a refund of another merchant proves nothing', () => {
    const amount = { total: 1, refund: 1, payer_total: 1, payer_refund: 1 };
    const data = { mchid: '1900000999', out_trade_no: 'T1', out_refund_no: 'R1', refund_id: '5', amount };
    const raw = notificationOf(simulator, 'REFUND.SUCCESS', { ...data, refund_status: 'SUCCESS' });
    expect(() => gateway.parseNotification(raw, Date.now())).toThrow('another merchant');
  });
});

describe('the statement', () => {
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

  test('it is read in fen with fees rounded to the fen, commas in titles and all', async () => {
    const reference = await created({ amountMinor: 9_917, description: 'Python，从零, 到一,`' });
    simulator.pay(reference);
    const request = refundOf(reference, { amountMinor: 100, capturedMinor: 9_917 });
    await gateway.refundPayment(request);
    const lines = await linesOf(gateway, today());
    const transactionId = simulator.book.orders.get(reference)?.transactionId;
    expect(lines.filter((line) => line.reference === reference)).toMatchObject([
      { type: 'payment', gatewayId: transactionId, amountMinor: 9_917, feeMinor: 60, currency: 'CNY' },
    ]);
    expect(lines.filter((line) => line.reference === request.refundReference)).toMatchObject([
      { type: 'refund', paymentReference: reference, amountMinor: 100, feeMinor: -1 },
    ]);
  });

  test.each(['not_ready', 'corrupt'] as const)('one that is %s cannot be had now', async (kind) => {
    await paid();
    simulator.fault({ operation: 'bill_file', kind });
    await expect(linesOf(gateway, today())).rejects.toMatchObject({ code: 'gateway_unavailable' });
  });

  test('one that is cut off is never taken for whole', async () => {
    await paid();
    simulator.fault({ operation: 'bill_file', kind: 'cut_off' });
    await expect(linesOf(gateway, today())).rejects.toThrow('cut off');
  });

  test('a day without business is empty, but not before ten in the morning after', async () => {
    expect(await linesOf(gateway, '2026-01-02')).toEqual([]);
    const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
    await expect(linesOf(gateway, tomorrow)).rejects.toMatchObject({ code: 'gateway_unavailable' });
  });
});

test('a sealed notification and our query name the same payer', async () => {
  const payerToken = 'wechat:o_scanned_by_somebody_01';
  const reference = await paid();
  const raw = await told(reference, 'TRANSACTION.SUCCESS');
  expect(gateway.parseNotification(raw, Date.now()).content).toMatchObject({ payment: { payerToken } });
  expect(await gateway.queryPayment(reference)).toMatchObject({ payment: { payerToken } });
});
