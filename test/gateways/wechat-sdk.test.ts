import { createPublicKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import { wechatPayGateway } from '../../src/checkout/gateway/wechat/index.ts';
import { newReference } from '../../src/kernel/id.ts';
import { until } from '../support/until.ts';
import { startWechatSimulator, type WechatSimulator } from './simulators/wechat/index.ts';
import { configAt, type Merchant, requestTo, startMerchant } from './wechat-under-test.ts';

// The other side's own client judges: what it accepts of the simulator, our adapter may be tried against, and what it
// says of our signatures holds.

let simulator: WechatSimulator;
let merchant: Merchant;
let sdk: Wechatpay;
beforeAll(async () => {
  simulator = await startWechatSimulator({ secondMs: 1 });
  merchant = await startMerchant();
  const certs = Object.fromEntries(
    simulator.platform.certificates().map(({ serial, pem }) => [serial, pem] as const),
  );
  sdk = new Wechatpay({
    mchid: simulator.mchid,
    serial: simulator.merchantSerial,
    privateKey: simulator.merchantPrivateKey,
    certs,
    baseURL: `${simulator.url}/`,
  } as never);
});
afterAll(async () => {
  await simulator.close();
  await merchant.close();
});

function order(outTradeNo: string) {
  return {
    appid: simulator.appId,
    mchid: simulator.mchid,
    description: '机器学习入门',
    out_trade_no: outTradeNo,
    time_expire: '2046-01-01T00:00:00+08:00',
    notify_url: merchant.url,
    amount: { total: 9_900, currency: 'CNY' },
  };
}

interface Reply {
  readonly status: number;
  readonly data: Record<string, unknown>;
}

interface Endpoint {
  get(config?: object): Promise<Reply>;
  post(body: object): Promise<Reply>;
}

/** The client builds its methods from any path at run time. */
const at = (path: string) => (sdk as unknown as { chain(path: string): Endpoint }).chain(`v3/${path}`);

test("the vendor's client pays, asks, closes and refunds at the simulator and believes its answers", async () => {
  const outTradeNo = newReference('T');
  const made = await at('pay/transactions/native').post(order(outTradeNo));
  expect(made.data['code_url']).toMatch(/^weixin:/);
  simulator.pay(outTradeNo);
  const params = { mchid: simulator.mchid };
  const asked = await at(`pay/transactions/out-trade-no/${outTradeNo}`).get({ params });
  expect(asked.data).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 9_900 } });
  const refund = {
    out_trade_no: outTradeNo,
    out_refund_no: newReference('R'),
    amount: { refund: 100, total: 9_900, currency: 'CNY' },
  };
  const refunded = await at('refund/domestic/refunds').post(refund);
  expect(refunded.data).toMatchObject({ status: 'PROCESSING' });
  const { complaintId } = simulator.complain(outTradeNo, '打不开');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const days = { begin_date: today, end_date: today, complainted_mchid: simulator.mchid };
  const listed = await at('merchant-service/complaints-v2').get({ params: { limit: 5, offset: 0, ...days } });
  expect(listed.data).toMatchObject({ total_count: 1, data: [{ complaint_id: complaintId }] });
  const other = newReference('T');
  await at('pay/transactions/native').post(order(other));
  const closed = await at(`pay/transactions/out-trade-no/${other}/close`).post(params);
  expect(closed.status).toBe(204);
});

test("the vendor's client refuses what the simulator signs wrongly", async () => {
  const outTradeNo = newReference('T');
  await at('pay/transactions/native').post(order(outTradeNo));
  simulator.fault({ operation: 'query', kind: 'forged' });
  const query = { params: { mchid: simulator.mchid } };
  const asking = at(`pay/transactions/out-trade-no/${outTradeNo}`).get(query);
  await expect(asking).rejects.toThrow('failed');
});

test("the vendor's client opens the certificates that the simulator hands out", async () => {
  const { data } = await at('certificates').get();
  const [first] = data['data'] as { serial_no: string; encrypt_certificate: Record<string, string> }[];
  const { ciphertext = '', nonce = '', associated_data } = first?.encrypt_certificate ?? {};
  const pem = Aes.AesGcm.decrypt(ciphertext, simulator.apiV3Key, nonce, associated_data);
  expect(new X509Certificate(pem).serialNumber).toBe(first?.serial_no);
});

test("the vendor's client verifies and opens a notification as our adapter does", async () => {
  const gateway = wechatPayGateway(configAt(simulator));
  const request = requestTo(merchant.url);
  await gateway.createPayment(request);
  simulator.pay(request.gatewayReference);
  const delivery = simulator.deliveryOf(request.gatewayReference, 'TRANSACTION.SUCCESS');
  await until(async () => delivery?.delivered, Boolean);
  const raw = merchant.received.at(-1);
  if (raw === undefined) throw new Error('nothing came');
  const header = (name: string) => String(raw.headers[`wechatpay-${name}`]);
  const text = Formatter.joinedByLineFeed(header('timestamp'), header('nonce'), raw.body.toString());
  const [certificate] = simulator.platform.certificates();
  const key = createPublicKey(certificate?.pem ?? '');
  expect(Rsa.verify(text, header('signature'), key)).toBe(true);
  const { id, resource } = JSON.parse(raw.body.toString());
  const { ciphertext, nonce, associated_data } = resource;
  const opened = JSON.parse(Aes.AesGcm.decrypt(ciphertext, simulator.apiV3Key, nonce, associated_data));
  const ours = gateway.parseNotification(raw, Date.now());
  expect(ours.eventId).toBe(id);
  expect(ours.content).toMatchObject({
    payment: { gatewayReference: opened.out_trade_no, amountMinor: opened.amount.total },
  });
});

test("the vendor's client verifies what we sign for the learner's WeChat", async () => {
  const payer = { ipAddress: null, wechatOpenid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' };
  const request = requestTo(merchant.url, { flow: 'in_app', surface: 'wechat', payer });
  const result = await wechatPayGateway(configAt(simulator)).createPayment(request);
  if (result.outcome !== 'requires_action' || result.action.type !== 'in_app') throw new Error('not in app');
  const { appId, timeStamp, nonceStr, package: prepay, paySign } = result.action.parameters;
  const text = Formatter.joinedByLineFeed(`${appId}`, `${timeStamp}`, `${nonceStr}`, `${prepay}`);
  const ownKey = createPublicKey(simulator.merchantPrivateKey);
  expect(Rsa.verify(text, `${paySign}`, ownKey)).toBe(true);
});
