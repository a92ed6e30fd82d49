import { fromStripeAmount } from '../../../../src/checkout/gateway/stripe/amounts.ts';
import { type StripeConfig, stripeGateway } from '../../../../src/checkout/gateway/stripe/index.ts';
import type {
  CreatePaymentRequest,
  PaymentGateway,
  RawNotification,
} from '../../../../src/checkout/gateway/types.ts';
import { newReference } from '../../../../src/kernel/id.ts';
import type { BookedPayment, GatewayUnderTest } from '../../contract.ts';
import { type Merchant, startMerchant } from '../kit.ts';
import { type StripeSimulator, startStripe } from './simulator.ts';
import type { SimIntent, Store } from './store.ts';

export const ACCOUNT_ID = 'acct_1TestTilltalk';
export const SECRET_KEY = 'sk_test_0123456789abcdef';
export const WEBHOOK_SECRET = 'whsec_present0123456789abcdef';
/** Long for a busy machine; those who wait for an answer that never comes are impatient. */
const TIMEOUT_MS = 5_000;
const IMPATIENT_MS = 300;

export interface StripeUnderTest extends GatewayUnderTest {
  readonly simulator: StripeSimulator;
  readonly merchant: Merchant;
  adapter(change?: Partial<StripeConfig>, deps?: { wallMs(): number }): PaymentGateway;
  /** The last event of that type about a number, or about an object's id, as it would come now. */
  event(type: string, about: string): RawNotification;
}

export async function startStripeUnderTest(): Promise<StripeUnderTest> {
  const merchant = await startMerchant({ status: 200, body: '{"received":true}' });
  const simulator = await startStripe({
    accountId: ACCOUNT_ID,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: merchant.url,
  });
  const adapter = (change: Partial<StripeConfig> = {}, deps?: { wallMs(): number }) =>
    stripeGateway(
      {
        accountId: ACCOUNT_ID,
        secretKey: SECRET_KEY,
        webhookSecrets: [WEBHOOK_SECRET],
        baseUrl: simulator.url,
        timeoutMs: TIMEOUT_MS,
        ...change,
      },
      deps,
    );
  const event = (type: string, about: string) => {
    const raw = simulator.notifications.latest(`${type} ${about}`);
    if (raw === undefined) throw new Error(`no event ${type} about ${about}`);
    return raw;
  };
  return {
    simulator,
    merchant,
    adapter,
    event,
    gateway: adapter(),
    impatient: adapter({ timeoutMs: IMPATIENT_MS }),
    unreachable: adapter({ baseUrl: 'http://127.0.0.1:1' }),
    request: (change = {}) => requestOf(merchant, change),
    pay: async (reference) => simulator.act(reference),
    fault: (fault) => simulator.faults.add(fault),
    book: () => bookOf(simulator.store),
    paidNotification: async (reference) => event('payment_intent.succeeded', reference),
    forgeries: forgeriesOf,
    foreignNotification: (reference) => {
      const object =
        simulator.store.intents.find(({ metadata }) => metadata['reference'] === reference) ?? {};
      const foreign = simulator.eventOf('payment_intent.succeeded', object);
      return simulator.signed({ ...foreign, account: 'acct_somebody' });
    },
    notificationAgeMaxMs: 5 * 60_000,
    statementDay: () => new Date().toISOString().slice(0, 10),
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
    method: 'card',
    flow: 'redirect',
    surface: 'web',
    capture: 'automatic',
    payer: { ipAddress: null, wechatOpenid: null },
    split: false,
    description: 'Machine Learning from Zero',
    language: 'en',
    notifyUrl: merchant.url,
    returnUrl: 'http://127.0.0.1:9/return',
    expiresAtMs: Date.now() + 900_000,
    challenge: false,
    ...change,
  };
}

export function bookOf(store: Store): BookedPayment[] {
  const ofPages = store.sessions.map((session) => ({
    reference: session.client_reference_id,
    amount: session.amount_total,
    currency: session.currency,
    intent: store.intents.find(({ id }) => id === session.payment_intent),
  }));
  const direct = store.intents
    .filter(({ metadata }) => metadata['form'] !== 'page')
    .map((intent) => ({
      reference: intent.metadata['reference'] ?? intent.id,
      amount: intent.amount,
      currency: intent.currency,
      intent,
    }));
  return [...ofPages, ...direct].map(({ reference, amount, currency, intent }) => {
    const minor = (value: number) => fromStripeAmount(value, currency.toUpperCase()) ?? Number.NaN;
    return {
      gatewayReference: reference,
      amountMinor: minor(amount),
      currency: currency.toUpperCase(),
      capturedMinor: minor(intent?.amount_received ?? 0),
      refunds: refundsOf(store, intent).map((refund) => ({
        refundReference: refund.metadata['reference'] ?? refund.id,
        amountMinor: minor(refund.amount),
      })),
    };
  });
}

function refundsOf(store: Store, intent: SimIntent | undefined) {
  return store.refunds.filter(({ payment_intent }) => payment_intent === intent?.id);
}

function forgeriesOf(genuine: RawNotification): (readonly [string, RawNotification])[] {
  const { headers, body } = genuine;
  const signature = String(headers['stripe-signature']);
  const text = body.toString();
  const withHeader = (value: string | string[] | undefined) => ({
    headers: { ...headers, 'stripe-signature': value },
    body,
  });
  return [
    ['another amount', { headers, body: Buffer.from(text.replaceAll('9900', '1')) }],
    [
      'another type',
      { headers, body: Buffer.from(text.replace('payment_intent.succeeded', 'payment_intent.canceled')) },
    ],
    ['no body', { headers, body: Buffer.alloc(0) }],
    ['no signature', withHeader(undefined)],
    ['a doubled header', withHeader([signature, signature])],
    ['a later time', withHeader(signature.replace(/t=\d+/, (time) => `t=${Number(time.slice(2)) + 1}`))],
    ['no time', withHeader(signature.replace(/t=\d+,/, ''))],
    ['a signature cut short', withHeader(signature.replace(/v1=..../, 'v1='))],
    ['an older scheme', withHeader(signature.replaceAll('v1=', 'v0='))],
    ['an empty signature', withHeader(signature.replace(/v1=\w+/, 'v1='))],
  ];
}
