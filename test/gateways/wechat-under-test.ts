import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CreatePaymentRequest, RawNotification } from '../../src/checkout/gateway/types.ts';
import { type WechatPayConfig, wechatPayGateway } from '../../src/checkout/gateway/wechat/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newReference } from '../../src/kernel/id.ts';
import { until } from '../support/until.ts';
import type { GatewayUnderTest } from './contract.ts';
import { transactionOf } from './simulators/wechat/answers.ts';
import { startWechatSimulator, type WechatSimulator } from './simulators/wechat/index.ts';
import { seal } from './simulators/wechat/platform.ts';

/** Long for a busy machine; those who wait for an answer that never comes are impatient. */
const TIMEOUT_MS = 5_000;
const IMPATIENT_MS = 300;
const AGE_MAX_MS = 5 * 60_000;

/** Our configuration at the simulator's merchant. */
export function configAt(simulator: WechatSimulator, change: Partial<WechatPayConfig> = {}): WechatPayConfig {
  return {
    baseUrl: simulator.url,
    mchid: simulator.mchid,
    appId: simulator.appId,
    merchantSerial: simulator.merchantSerial,
    merchantPrivateKey: simulator.merchantPrivateKey,
    apiV3Key: simulator.apiV3Key,
    publicKeys: [],
    products: ['native', 'h5', 'jsapi'],
    livemode: false,
    timeoutMs: TIMEOUT_MS,
    clock: systemClock(),
    ...change,
  };
}

export function requestTo(
  notifyUrl: string,
  change: Partial<CreatePaymentRequest> = {},
): CreatePaymentRequest {
  return {
    gatewayReference: newReference('T'),
    amountMinor: 9_900,
    currency: 'CNY',
    method: 'wechat_pay',
    flow: 'qr',
    description: '机器学习入门',
    language: 'zh',
    notifyUrl,
    returnUrl: 'http://127.0.0.1:9/return',
    expiresAtMs: Date.now() + 900_000,
    challenge: false,
    surface: 'web',
    capture: 'automatic',
    payer: { ipAddress: null, wechatOpenid: null },
    split: false,
    ...change,
  };
}

export interface Merchant {
  readonly url: string;
  readonly received: { readonly headers: IncomingHttpHeaders; readonly body: Buffer }[];
  /** What it answers; 204. */
  status: number;
  close(): Promise<void>;
}

/** A merchant who keeps every notification that reaches it. */
export async function startMerchant(): Promise<Merchant> {
  const received: Merchant['received'] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(merchant.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const merchant: Merchant = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`,
    received,
    status: 204,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return merchant;
}

/** The adapter with its simulator, as the contract of gateways handles any of them. */
export async function startWechatUnderTest(): Promise<GatewayUnderTest> {
  const simulator = await startWechatSimulator();
  const merchant = await startMerchant();
  const gateway = wechatPayGateway(configAt(simulator));
  // The first answer brings the certificates, as it does before the first payment of a real house.
  await gateway.queryPayment(newReference('T'));
  return {
    gateway,
    impatient: wechatPayGateway(configAt(simulator, { timeoutMs: IMPATIENT_MS })),
    unreachable: wechatPayGateway(configAt(simulator, { baseUrl: 'http://127.0.0.1:1' })),
    request: (change) => requestTo(merchant.url, change),
    pay: async (gatewayReference) => void simulator.pay(gatewayReference),
    fault: (fault) => simulator.fault(fault),
    book: () =>
      [...simulator.book.orders.values()].map((order) => ({
        gatewayReference: order.outTradeNo,
        amountMinor: order.total,
        currency: 'CNY',
        capturedMinor: order.paidAtMs === null ? 0 : order.total,
        refunds: order.refunds.map((refund) => ({
          refundReference: refund.outRefundNo,
          amountMinor: refund.amount,
        })),
      })),
    paidNotification: (gatewayReference) => sendAgain(simulator, merchant, gatewayReference),
    forgeries: (genuine) => forgeriesOf(simulator, genuine),
    foreignNotification: (gatewayReference) => foreign(simulator, gatewayReference),
    notificationAgeMaxMs: AGE_MAX_MS,
    complaints: {
      complain: (reference, text) => simulator.complain(reference, text).complaintId,
      settle: (complaintId) => simulator.settleComplaint(complaintId),
    },
    statementDay: () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    close: async () => {
      await simulator.close();
      await merchant.close();
    },
  };
}

async function sendAgain(
  simulator: WechatSimulator,
  merchant: Merchant,
  gatewayReference: string,
): Promise<RawNotification> {
  const delivery = simulator.deliveryOf(gatewayReference, 'TRANSACTION.SUCCESS');
  if (delivery === undefined) throw new Error('it was never told');
  await until(
    () => Promise.resolve(delivery.delivered),
    (delivered) => delivered,
  );
  await simulator.notifier.again(delivery);
  const last = merchant.received.filter(({ body }) => body.toString() === delivery.body).at(-1);
  if (last === undefined) throw new Error('it never came');
  return last;
}

/** A notification of this merchant's key, sealed by the APIv3 rules, with other content. */
export function notificationOf(
  simulator: WechatSimulator,
  eventType: string,
  data: unknown,
): RawNotification {
  const body = JSON.stringify({
    id: newReference('E'),
    create_time: new Date().toISOString(),
    resource_type: 'encrypt-resource',
    event_type: eventType,
    summary: '',
    resource: simulator.platform.seal(JSON.stringify(data), 'transaction'),
  });
  return { headers: simulator.platform.headers(body), body: Buffer.from(body) };
}

function foreign(simulator: WechatSimulator, gatewayReference: string): RawNotification {
  const order = simulator.book.orders.get(gatewayReference);
  if (order === undefined) throw new Error('no such order');
  const data = transactionOf({ mchid: '1900000999', appId: simulator.appId }, order);
  return notificationOf(simulator, 'TRANSACTION.SUCCESS', data);
}

function forgeriesOf(
  simulator: WechatSimulator,
  { headers, body }: RawNotification,
): (readonly [string, RawNotification])[] {
  const text = body.toString();
  const { [`wechatpay-signature`]: signature, ...unsigned } = headers;
  const envelope = JSON.parse(text) as { resource: Record<string, unknown> };
  const otherKey = JSON.stringify({
    ...envelope,
    resource: { ...envelope.resource, ...seal('0'.repeat(32), '{}', 'transaction') },
  });
  const broken = JSON.stringify({ ...envelope, resource: { ...envelope.resource, ciphertext: 'AAAA' } });
  const resigned = (content: string, wish = {}): RawNotification => ({
    headers: simulator.platform.headers(content, wish),
    body: Buffer.from(content),
  });
  return [
    ['a changed body', { headers, body: Buffer.from(text.replace('SUCCESS', 'SUCCESs')) }],
    ['no signature', { headers: unsigned, body }],
    ['a cut signature', { headers: { ...headers, 'wechatpay-signature': `${signature}`.slice(4) }, body }],
    [
      'another time',
      { headers: { ...headers, 'wechatpay-timestamp': String(Date.now()).slice(0, 10) + 1 }, body },
    ],
    ['an unknown certificate', { headers: { ...headers, 'wechatpay-serial': 'A'.repeat(40) }, body }],
    ['an unknown public key', { headers: { ...headers, 'wechatpay-serial': 'PUB_KEY_ID_0' }, body }],
    ['a probe', resigned(text, { probe: true })],
    ['sealed with another key', resigned(otherKey)],
    ['sealed with nothing', resigned(broken)],
    ['no notification at all', resigned('{}')],
  ];
}
