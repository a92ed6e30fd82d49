import { type AlipayConfig, alipayGateway } from '../../../../src/checkout/gateway/alipay/index.ts';
import type {
  CreatePaymentRequest,
  PaymentGateway,
  RawNotification,
} from '../../../../src/checkout/gateway/types.ts';
import { newReference } from '../../../../src/kernel/id.ts';
import type { GatewayUnderTest } from '../../contract.ts';
import { type Merchant, startMerchant } from '../kit.ts';
import { makeRsaKey, type RsaKey } from '../rsa.ts';
import { beijing } from './bill.ts';
import type { Form } from './notices.ts';
import { type AlipaySimulator, startAlipay } from './simulator.ts';

export const APP_ID = '2026112300000001';
export const SELLER_ID = '2088123412341234';
/** Long for a busy machine; those who wait for an answer that never comes are impatient. */
const TIMEOUT_MS = 5_000;
const IMPATIENT_MS = 300;

export interface AlipayUnderTest extends GatewayUnderTest {
  readonly simulator: AlipaySimulator;
  readonly merchant: Merchant;
  readonly keys: { readonly app: RsaKey; readonly alipay: RsaKey };
  adapter(change?: Partial<AlipayConfig>): PaymentGateway;
}

/** Adapter and simulator in public key mode, with keys made for this run. */
export async function startAlipayUnderTest(): Promise<AlipayUnderTest> {
  const keys = { app: makeRsaKey(), alipay: makeRsaKey() };
  const simulator = await startAlipay({
    appId: APP_ID,
    sellerId: SELLER_ID,
    app: keys.app,
    alipay: keys.alipay,
  });
  const merchant = await startMerchant({ status: 200, body: 'success' });
  const adapter = (change: Partial<AlipayConfig> = {}) =>
    alipayGateway({
      appId: APP_ID,
      sellerId: SELLER_ID,
      livemode: false,
      privateKey: keys.app.privatePem,
      trust: { mode: 'public_keys', alipayPublicKeys: [keys.alipay.publicPem] },
      baseUrl: simulator.url,
      timeoutMs: TIMEOUT_MS,
      ...change,
    });
  return {
    simulator,
    merchant,
    keys,
    adapter,
    gateway: adapter(),
    impatient: adapter({ timeoutMs: IMPATIENT_MS }),
    unreachable: adapter({ baseUrl: 'http://127.0.0.1:1' }),
    request: (change = {}) => requestOf(merchant, change),
    pay: async (reference) => void simulator.pay(reference),
    fault: (fault) => simulator.faults.add(fault),
    book: () => simulator.trades.book(),
    paidNotification: async (reference) => latestOf(simulator, reference),
    forgeries: (genuine) => forgeriesOf(genuine),
    foreignNotification: (reference) =>
      simulator.signed(simulator.formOf(reference, { app_id: '2026112300000002' })),
    notificationAgeMaxMs: 26 * 3_600_000,
    complaints: {
      complain: (reference, text) => simulator.complaints.complain(reference, text).eventId,
      settle: (eventId) => simulator.complaints.finish(eventId),
    },
    statementDay: () => beijing(Date.now()).slice(0, 10),
    close: async () => {
      await simulator.notifications.idle();
      await Promise.all([simulator.close(), merchant.close()]);
    },
  };
}

function requestOf(merchant: Merchant, change: Partial<CreatePaymentRequest>): CreatePaymentRequest {
  return {
    gatewayReference: newReference('T'),
    amountMinor: 9_900,
    currency: 'CNY',
    method: 'alipay',
    flow: 'qr',
    surface: 'web',
    capture: 'automatic',
    payer: { ipAddress: null, wechatOpenid: null },
    split: false,
    description: '机器学习入门',
    language: 'zh',
    notifyUrl: merchant.url,
    returnUrl: 'http://127.0.0.1:9/return',
    expiresAtMs: Date.now() + 900_000,
    challenge: false,
    ...change,
  };
}

function latestOf({ notifications }: AlipaySimulator, reference: string): RawNotification {
  const raw = notifications.latest(reference);
  if (raw === undefined) throw new Error(`no notification about ${reference}`);
  return raw;
}

function forgeriesOf(genuine: RawNotification): (readonly [string, RawNotification])[] {
  const changed = (what: string, change: (form: Form) => Form | URLSearchParams) => {
    const form = Object.fromEntries(new URLSearchParams(genuine.body.toString()));
    const body = Buffer.from(new URLSearchParams(change(form)).toString());
    return [what, { headers: genuine.headers, body }] as const;
  };
  return [
    changed('another amount', (form) => ({ ...form, total_amount: '0.01' })),
    changed('another number', (form) => ({ ...form, out_trade_no: newReference('T') })),
    changed('another status', (form) => ({ ...form, trade_status: 'TRADE_FINISHED' })),
    changed('a field more', (form) => ({ ...form, gmt_refund: beijing(Date.now()) })),
    changed('no signature', ({ sign: _, ...form }) => form),
    changed('a signature cut short', (form) => ({ ...form, sign: form['sign']?.slice(4) ?? '' })),
    changed('a weaker signature', (form) => ({ ...form, sign_type: 'RSA' })),
    changed(
      'a field twice, the false one first',
      (form) => new URLSearchParams([['total_amount', '0.01'], ...Object.entries(form)]),
    ),
    ['another body', { headers: genuine.headers, body: Buffer.from('{}') }],
    ['no body', { headers: genuine.headers, body: Buffer.alloc(0) }],
  ];
}
