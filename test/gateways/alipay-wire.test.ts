import { generateKeyPairSync } from 'node:crypto';
import { AlipaySdk } from 'alipay-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AlipayConfig, alipayGateway } from '../../src/checkout/gateway/alipay/index.ts';
import type { CreatePaymentRequest, CreatePaymentResult } from '../../src/checkout/gateway/types.ts';
import { newReference } from '../../src/kernel/id.ts';
import {
  type AlipayUnderTest,
  APP_ID,
  SELLER_ID,
  startAlipayUnderTest,
} from './simulators/alipay/harness.ts';
import { startAlipay } from './simulators/alipay/simulator.ts';
import { makeCertificate } from './simulators/certificate.ts';
import { makeRsaKey } from './simulators/rsa.ts';

let under: AlipayUnderTest;
beforeAll(async () => {
  under = await startAlipayUnderTest();
});
afterAll(() => under.close());

async function created(change: Partial<CreatePaymentRequest> = {}) {
  const request = under.request(change);
  const result = await under.gateway.createPayment(request);
  return { request, result, reference: request.gatewayReference };
}

function urlOf(result: CreatePaymentResult): string {
  if (result.outcome !== 'requires_action' || result.action.type !== 'redirect')
    throw new Error(result.outcome);
  return result.action.url;
}

function sdk(change: Record<string, unknown> = {}): AlipaySdk {
  return new AlipaySdk({
    appId: APP_ID,
    privateKey: under.keys.app.privatePem,
    keyType: 'PKCS8',
    alipayPublicKey: under.keys.alipay.publicPem,
    endpoint: under.simulator.url,
    gateway: `${under.simulator.url}/gateway.do`,
    ...change,
  });
}

test("Alipay's own library talks to the simulator, and believes its answers by their signatures only", async () => {
  const body = {
    out_trade_no: newReference('T'),
    total_amount: '0.10',
    subject: 'library',
    time_expire: '2099-01-01 00:00:00',
    notify_url: under.merchant.url,
  };
  const answer = await sdk().curl('POST', '/v3/alipay/trade/precreate', { body });
  expect(answer.data).toMatchObject({ out_trade_no: body.out_trade_no });
  const { eventId } = under.simulator.complaints.complain(body.out_trade_no, '打不开');
  const complaints = '/v3/alipay/merchant/tradecomplain';
  const span = { begin_time: '2026-01-01 00:00:00', end_time: '2099-01-01 00:00:00' };
  const listed = await sdk().curl('POST', `${complaints}/batchquery`, { body: span });
  expect(listed.data).toMatchObject({ total_num: 1, trade_complain_infos: [{ complain_event_id: eventId }] });
  const one = await sdk().curl('GET', `${complaints}/${eventId}`);
  expect(one.data).toMatchObject({ complain_event_id: eventId, status: 'MERCHANT_PROCESSING' });
  const stranger = sdk({ alipayPublicKey: makeRsaKey().publicPem });
  await expect(stranger.curl('POST', '/v3/alipay/trade/precreate', { body })).rejects.toMatchObject({
    code: 'response-signature-verify-error',
  });
  const impostor = sdk({ privateKey: makeRsaKey().privatePem });
  await expect(impostor.curl('POST', '/v3/alipay/trade/precreate', { body })).rejects.toMatchObject({
    code: 'invalid-signature',
  });
});

test("the simulator's notifications hold for Alipay's own library and for us alike", async () => {
  const { reference } = await created();
  under.simulator.pay(reference);
  const raw = await under.paidNotification(reference);
  const form = Object.fromEntries(new URLSearchParams(raw.body.toString()));
  expect(sdk().checkNotifySignV2(form)).toBe(true);
  expect(sdk().checkNotifySignV2({ ...form, total_amount: '0.01' })).toBe(false);
  expect(under.gateway.parseNotification(raw, Date.now()).type).toBe('trade_status_sync.trade_success');
});

test('a page address of ours opens like one made by the library of Alipay', async () => {
  const { result, reference, request } = await created({ flow: 'redirect' });
  const ours = under.simulator.openPage(urlOf(result));
  const theirs = under.simulator.openPage(
    sdk().pageExecute('alipay.trade.page.pay', 'GET', {
      notify_url: request.notifyUrl,
      return_url: request.returnUrl,
      bizContent: { ...ours.content, out_trade_no: newReference('T') },
    }),
  );
  expect(ours.method).toBe(theirs.method);
  expect({ ...theirs.content, out_trade_no: reference }).toEqual(ours.content);
  const tampered = urlOf(result).replace('99.00', '00.01');
  expect(tampered).not.toBe(urlOf(result));
  expect(() => under.simulator.openPage(tampered)).toThrow('invalid-signature');
});

test.each([
  ['web', 'redirect', 'alipay.trade.page.pay', 'FAST_INSTANT_TRADE_PAY'],
  ['mobile_web', 'redirect', 'alipay.trade.wap.pay', 'QUICK_WAP_WAY'],
  ['alipay', 'redirect', 'alipay.trade.wap.pay', 'QUICK_WAP_WAY'],
  ['android_app', 'redirect', 'alipay.trade.wap.pay', 'QUICK_WAP_WAY'],
] as const)('on %s a %s leads to %s', async (surface, flow, method, product) => {
  const { result, reference } = await created({ surface, flow });
  const page = under.simulator.openPage(urlOf(result));
  expect(page).toMatchObject({ method, content: { product_code: product, out_trade_no: reference } });
  under.simulator.pay(reference);
  expect(await under.gateway.queryPayment(reference)).toMatchObject({ payment: { status: 'succeeded' } });
});

test.each([
  ['wechat', 'redirect'],
  ['ios_app', 'redirect'],
  ['miniprogram', 'in_app'],
  ['mobile_web', 'qr'],
  ['web', 'in_app'],
] as const)('on %s a %s is refused before anything is sent', async (surface, flow) => {
  const before = under.simulator.calls.length;
  const { result } = await created({ surface, flow });
  expect(result).toEqual({ outcome: 'declined', declineCode: 'flow_not_supported' });
  expect(under.simulator.calls.length).toBe(before);
});

test('reserving is refused: Alipay takes the money at once', async () => {
  const { result } = await created({ capture: 'manual' });
  expect(result).toEqual({ outcome: 'declined', declineCode: 'capture_not_supported' });
});

test('our expiry is told to Alipay, which takes no money later', async () => {
  const expiresAtMs = Date.UTC(2026, 10, 23, 16, 0, 0);
  const { reference } = await created({ expiresAtMs });
  const call = under.simulator.calls.find(({ body }) => body.includes(reference));
  expect(JSON.parse(call?.body ?? '{}')).toMatchObject({ time_expire: '2026-11-24 00:00:00' });
  const { reference: late } = await created({ expiresAtMs: Date.now() - 1_000 });
  expect(() => under.simulator.pay(late)).toThrow('the code is too old');
});

test('what was scanned and not paid is closed for good; what nobody scanned is not found', async () => {
  const scanned = await created();
  expect(await under.gateway.closePayment(scanned.reference)).toEqual({ outcome: 'not_found' });
  under.simulator.trades.scan(scanned.reference);
  expect(await under.gateway.queryPayment(scanned.reference)).toMatchObject({
    payment: { status: 'pending' },
  });
  expect(await under.gateway.closePayment(scanned.reference)).toEqual({ outcome: 'closed' });
  expect(() => under.simulator.pay(scanned.reference)).toThrow();
  expect(await under.gateway.closePayment(scanned.reference)).toEqual({ outcome: 'closed' });
  expect(await under.gateway.queryPayment(scanned.reference)).toMatchObject({
    payment: { status: 'closed' },
  });
  expect(await under.gateway.createPayment(scanned.request)).toEqual({
    outcome: 'declined',
    declineCode: 'closed',
  });
});

test('a finished trade is paid and can no longer be returned', async () => {
  const { reference } = await created();
  under.simulator.pay(reference).status = 'TRADE_FINISHED';
  expect(await under.gateway.queryPayment(reference)).toMatchObject({ payment: { status: 'succeeded' } });
  const refund = await under.gateway.refundPayment({
    refundReference: newReference('R'),
    gatewayReference: reference,
    amountMinor: 100,
    capturedMinor: 9_900,
    currency: 'CNY',
    reason: 'too late',
    notifyUrl: under.merchant.url,
  });
  expect(refund).toEqual({ outcome: 'refused', failureCode: 'trade_has_finished' });
});

test.each(['unsigned', 'wrong_reference'])('an answer that is %s is not believed', async (kind) => {
  const { reference } = await created();
  under.simulator.pay(reference);
  under.simulator.faults.add({ operation: 'query', kind });
  expect(await under.gateway.queryPayment(reference)).toMatchObject({ outcome: 'unknown' });
  under.simulator.faults.add({ operation: 'create', kind });
  expect((await created()).result).toMatchObject({ outcome: 'unknown' });
});

test("trouble of Alipay's own machines is doubt, whatever its status; a right that we lack is a refusal", async () => {
  const { faults } = under.simulator;
  for (const operation of ['create', 'query', 'close'] as const)
    faults.add({ operation, kind: 'system_error' });
  const { result, reference } = await created();
  expect(result).toEqual({ outcome: 'unknown', cause: 'ACQ.SYSTEM_ERROR' });
  expect(await under.gateway.queryPayment(reference)).toMatchObject({ outcome: 'unknown' });
  expect(await under.gateway.closePayment(reference)).toMatchObject({ outcome: 'unknown' });
  faults.add({ operation: 'create', kind: 'forbidden' });
  expect((await created()).result).toEqual({ outcome: 'declined', declineCode: 'merchant_not_enabled' });
});

test('a clock that is wrong is turned away at the door; an answer of another time is not believed', async () => {
  under.simulator.skewMs = 11 * 60_000;
  expect((await created()).result).toMatchObject({ outcome: 'not_sent' });
  under.simulator.skewMs = 6 * 60_000;
  expect((await created()).result).toEqual({ outcome: 'unknown', cause: 'the answer is of another time' });
  under.simulator.skewMs = 4 * 60_000;
  expect((await created()).result).toMatchObject({ outcome: 'requires_action' });
  under.simulator.skewMs = 0;
});

test('while Alipay exchanges its key both hold; afterwards the old one proves nothing', async () => {
  const next = makeRsaKey();
  const { alipay } = under.keys;
  const trusting = (...keys: string[]) =>
    under.adapter({ trust: { mode: 'public_keys', alipayPublicKeys: keys } });
  const bare = next.publicPem.replace(/-----.*-----|\n/g, '');
  const { reference } = await created();
  under.simulator.pay(reference);
  const before = await under.paidNotification(reference);
  under.simulator.rotateKey(next);
  const after = await under.paidNotification(reference);
  const both = trusting(alipay.publicPem, bare);
  for (const raw of [before, after]) {
    const { content } = both.parseNotification(raw, Date.now());
    expect(content).toMatchObject({ kind: 'payment', payment: { gatewayReference: reference } });
  }
  expect(await both.queryPayment(reference)).toMatchObject({ outcome: 'found' });
  expect(await trusting(alipay.publicPem).queryPayment(reference)).toMatchObject({ outcome: 'unknown' });
  expect(() => trusting(bare).parseNotification(before, Date.now())).toThrow(
    expect.objectContaining({ code: 'notification_refused' }),
  );
  under.simulator.rotateKey(alipay);
});

test('certificates are named as the library of Alipay names them, and both talk to Alipay by them', async () => {
  const { app, alipay } = under.keys;
  const root = makeRsaKey();
  const name = [
    ['C', 'CN'],
    ['O', 'Ant Test'],
    ['OU', 'Certification'],
    ['CN', 'Test Root'],
  ] as const;
  const appCertificate = makeCertificate({ key: app, serialHex: '2021112300ff', name });
  const alipayCertificate = makeCertificate({ key: alipay, serialHex: '00c0ffee01', name });
  // The real bundle, too, holds roots that are not signed by RSA and do not count.
  const rootCertificates = [
    makeCertificate({ key: root, serialHex: '01', name }),
    makeCertificate({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }), serialHex: '02', name }),
    makeCertificate({ key: makeRsaKey(), serialHex: '03', name: [['CN', 'second']] }),
  ].join('');
  const library = sdk({
    alipayPublicKey: undefined,
    appCertContent: appCertificate,
    alipayPublicCertContent: alipayCertificate,
    alipayRootCertContent: rootCertificates,
  });
  const { appCertSn, alipayCertSn, alipayRootCertSn } = library.config;
  const simulator = await startAlipay({
    appId: APP_ID,
    sellerId: SELLER_ID,
    app,
    alipay,
    serials: { app: appCertSn, root: alipayRootCertSn, alipay: alipayCertSn },
  });
  const trust = { mode: 'certificates', appCertificate, rootCertificates } as const;
  const ours = under.adapter({
    baseUrl: simulator.url,
    trust: { ...trust, alipayCertificates: [alipayCertificate] },
  });
  const request = under.request();
  expect(await ours.createPayment(request)).toMatchObject({ outcome: 'requires_action' });
  const page = await ours.createPayment(under.request({ flow: 'redirect' }));
  expect(new URL(urlOf(page)).searchParams.get('alipay_root_cert_sn')).toBe(alipayRootCertSn);
  library.config.endpoint = simulator.url;
  simulator.pay(request.gatewayReference);
  const query = { body: { out_trade_no: request.gatewayReference } };
  const { data } = await library.curl('POST', '/v3/alipay/trade/query', query);
  expect(data).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
  const other = makeCertificate({ key: alipay, serialHex: '77', name });
  const distrusting = under.adapter({
    baseUrl: simulator.url,
    trust: { ...trust, alipayCertificates: [other] },
  });
  expect(await distrusting.queryPayment(request.gatewayReference)).toMatchObject({ outcome: 'unknown' });
  await simulator.notifications.idle();
  await simulator.close();
});

test('a notification is tried eight times in 25 hours, until the merchant says success', async () => {
  const { notifications } = under.simulator;
  const triesOf = (reference: string) =>
    notifications.deliveries.filter((delivery) => delivery.reference === reference);
  under.merchant.answer = () => ({ status: 200, body: 'ok' });
  const { reference: refused } = await created();
  under.simulator.pay(refused);
  await notifications.idle();
  const hours = triesOf(refused).map(({ afterMs }) => afterMs / 3_600_000);
  expect(hours).toEqual([0, 4 / 60, 10 / 60, 10 / 60, 1, 2, 6, 15]);
  expect(new Set(triesOf(refused).map(({ eventId }) => eventId)).size).toBe(1);

  let tries = 0;
  under.merchant.answer = () => {
    tries += 1;
    const { status, body } = under.gateway.answerNotification(tries === 3);
    return { status, body };
  };
  const { reference: accepted } = await created();
  under.simulator.pay(accepted);
  await notifications.idle();
  expect(triesOf(accepted)).toHaveLength(3);
  under.merchant.answer = () => ({ status: 200, body: 'success' });
});

test('notifications that are doubled, late or in another order tell the same facts', async () => {
  const { faults, notifications } = under.simulator;
  const references: string[] = [];
  const from = under.merchant.received.length;
  for (const kind of ['reorder', 'duplicate', 'late']) {
    const { reference } = await created();
    faults.add({ operation: 'notification', kind, delayMs: 20 });
    under.simulator.pay(reference);
    references.push(reference);
  }
  await notifications.idle();
  expect(under.merchant.received).toHaveLength(from + 4);
  const told = under.merchant.received.slice(from).map((raw) => {
    const { eventId, content } = under.gateway.parseNotification(raw, Date.now());
    const reference = content.kind === 'payment' ? content.payment.gatewayReference : '';
    return { eventId, reference };
  });
  expect(new Set(told.map(({ reference }) => reference))).toEqual(new Set(references));
  expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(3);
  expect(told[0]?.reference).toBe(references[1]);
});

test.each([
  ['wrong_amount', { amountMinor: 1 }],
  ['wrong_account', { gatewayMerchantId: '2088000000000000' }],
])(
  'a signed lie (%s) is handed on as it is, for the proof to be refused by comparison',
  async (kind, lie) => {
    const { reference } = await created();
    under.simulator.faults.add({ operation: 'notification', kind });
    under.simulator.pay(reference);
    const raw = await under.paidNotification(reference);
    expect(under.gateway.parseNotification(raw, Date.now()).content).toMatchObject({ payment: lie });
  },
);

test.each([
  ['an address without https', { baseUrl: 'http://openapi.alipay.com' }, 'must be https'],
  ['live money at a simulator', { livemode: true, baseUrl: 'http://127.0.0.1:1' }, 'live money'],
  ['no address', { baseUrl: 'alipay' }, 'no URL'],
  ['an app id of letters', { appId: 'app' }, 'app id'],
  ['an e-mail as seller', { sellerId: 'shop@example.com' }, 'seller id'],
  ['a key that is none', { privateKey: 'MIIsecret' }, 'our private key cannot be read'],
  ['a weak key', { privateKey: makeRsaKey(1024).privatePem }, '2048'],
  ['no key of Alipay', { trust: { mode: 'public_keys', alipayPublicKeys: [] } }, "none of Alipay's keys"],
] satisfies [string, Partial<AlipayConfig>, string][])(
  'a configuration with %s stops the start and shows no secret',
  (_what, change, message) => {
    const start = () => under.adapter(change);
    expect(start).toThrow(message);
    expect(start).not.toThrow('MIIsecret');
  },
);

test('live mode is told of every payment, and only test money is test only', () => {
  const gateway = alipayGateway({
    appId: APP_ID,
    sellerId: SELLER_ID,
    livemode: true,
    privateKey: under.keys.app.privatePem,
    trust: { mode: 'public_keys', alipayPublicKeys: [under.keys.alipay.publicPem] },
    timeoutMs: 1_000,
  });
  expect(gateway.capabilities.testOnly).toBe(false);
  expect(under.gateway.capabilities.testOnly).toBe(true);
});
