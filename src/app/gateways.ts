import {
  alipayGateway,
  type PaymentGateway,
  sandboxGateway,
  sandboxKeys,
  stripeGateway,
  wechatPayGateway,
} from '../checkout/index.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Config } from './config.ts';
import { secretOf, whole } from './gateway-settings.ts';

/** Where real money moves; everything else is a simulator. */
const WECHAT_PAY_URL = 'https://api.mch.weixin.qq.com';
const ALIPAY_URL = 'https://openapi.alipay.com';
const realHosts: readonly string[] = [
  'api.mch.weixin.qq.com',
  'api2.mch.weixin.qq.com',
  'openapi.alipay.com',
];

/**
 * The gateways of the configuration, in the order of preference. Throws a plain Error that names what is missing of a
 * gateway that is configured in part, and every gateway whose money is not of this mode (M11).
 */
export function gatewaysOf(config: Config, clock: Clock = systemClock()): PaymentGateway[] {
  const real = [wechatPayOf(config, clock), alipayOf(config), stripeOf(config)];
  const gateways = [...real.filter((gateway) => gateway !== null), ...sandboxesOf(config)];
  for (const gateway of gateways) refuseOtherMode(config, gateway);
  const order: readonly string[] = config.GATEWAY_ORDER ?? [];
  const unknown = order.filter((name) => !gateways.some((gateway) => gateway.name === name));
  if (unknown.length > 0)
    throw new Error(`GATEWAY_ORDER names what is not configured: ${unknown.join(', ')}`);
  const place = ({ name }: PaymentGateway): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return gateways.toSorted((a, b) => place(a) - place(b));
}

function wechatPayOf(config: Config, clock: Clock): PaymentGateway | null {
  const needed = whole('wechat_pay', {
    WECHAT_PAY_MCHID: config.WECHAT_PAY_MCHID,
    WECHAT_PAY_APP_ID: config.WECHAT_PAY_APP_ID,
    WECHAT_PAY_CERT_SERIAL: config.WECHAT_PAY_CERT_SERIAL,
    WECHAT_PAY_PRIVATE_KEY: secretOf(config, 'WECHAT_PAY_PRIVATE_KEY'),
    WECHAT_PAY_API_V3_KEY: secretOf(config, 'WECHAT_PAY_API_V3_KEY'),
  });
  if (needed === null) return null;
  if (Buffer.byteLength(needed.WECHAT_PAY_API_V3_KEY) !== 32)
    throw new Error('WECHAT_PAY_API_V3_KEY must have 32 characters');
  const baseUrl = config.WECHAT_PAY_BASE_URL ?? WECHAT_PAY_URL;
  return wechatPayGateway({
    baseUrl,
    mchid: needed.WECHAT_PAY_MCHID,
    appId: needed.WECHAT_PAY_APP_ID,
    merchantSerial: needed.WECHAT_PAY_CERT_SERIAL,
    merchantPrivateKey: needed.WECHAT_PAY_PRIVATE_KEY,
    apiV3Key: needed.WECHAT_PAY_API_V3_KEY,
    publicKeys: wechatPublicKeys(config),
    products: config.WECHAT_PAY_PRODUCTS,
    ...(config.WECHAT_PAY_FEE_PPM === undefined ? {} : { feePpm: config.WECHAT_PAY_FEE_PPM }),
    livemode: isReal(baseUrl),
    timeoutMs: config.GATEWAY_TIMEOUT_MS,
    clock,
  });
}

function wechatPublicKeys(config: Config) {
  const key = whole('the public key of wechat_pay', {
    WECHAT_PAY_PUBLIC_KEY_ID: config.WECHAT_PAY_PUBLIC_KEY_ID,
    WECHAT_PAY_PUBLIC_KEY: secretOf(config, 'WECHAT_PAY_PUBLIC_KEY'),
  });
  return key === null ? [] : [{ id: key.WECHAT_PAY_PUBLIC_KEY_ID, pem: key.WECHAT_PAY_PUBLIC_KEY }];
}

function alipayOf(config: Config): PaymentGateway | null {
  const byCertificates = secretOf(config, 'ALIPAY_APP_CERT') !== undefined;
  const needed = whole('alipay', {
    ALIPAY_APP_ID: config.ALIPAY_APP_ID,
    ALIPAY_SELLER_ID: config.ALIPAY_SELLER_ID,
    ALIPAY_PRIVATE_KEY: secretOf(config, 'ALIPAY_PRIVATE_KEY'),
    ...(byCertificates ? {} : { ALIPAY_PUBLIC_KEY: secretOf(config, 'ALIPAY_PUBLIC_KEY') }),
  });
  if (needed === null) return null;
  const baseUrl = config.ALIPAY_BASE_URL ?? ALIPAY_URL;
  return alipayGateway({
    appId: needed.ALIPAY_APP_ID,
    sellerId: needed.ALIPAY_SELLER_ID,
    livemode: isReal(baseUrl),
    privateKey: needed.ALIPAY_PRIVATE_KEY,
    trust: byCertificates ? alipayCertificates(config) : alipayPublicKeys(config),
    baseUrl,
    timeoutMs: config.GATEWAY_TIMEOUT_MS,
    ...(config.ALIPAY_FEE_PPM === undefined ? {} : { feePpm: config.ALIPAY_FEE_PPM }),
    ...(config.ALIPAY_QR_PRODUCT === undefined ? {} : { qrProductCode: config.ALIPAY_QR_PRODUCT }),
  });
}

function alipayPublicKeys(config: Config) {
  const names = ['ALIPAY_PUBLIC_KEY', 'ALIPAY_NEXT_PUBLIC_KEY'] as const;
  const alipayPublicKeys = names.map((name) => secretOf(config, name)).filter((key) => key !== undefined);
  return { mode: 'public_keys', alipayPublicKeys } as const;
}

function alipayCertificates(config: Config) {
  const certificates = whole('alipay by certificates', {
    ALIPAY_APP_CERT: secretOf(config, 'ALIPAY_APP_CERT'),
    ALIPAY_ROOT_CERT: secretOf(config, 'ALIPAY_ROOT_CERT'),
    ALIPAY_CERT: secretOf(config, 'ALIPAY_CERT'),
  });
  if (certificates === null) throw new Error('alipay has no certificates');
  return {
    mode: 'certificates',
    appCertificate: certificates.ALIPAY_APP_CERT,
    rootCertificates: certificates.ALIPAY_ROOT_CERT,
    alipayCertificates: [certificates.ALIPAY_CERT],
  } as const;
}

function stripeOf(config: Config): PaymentGateway | null {
  const needed = whole('stripe', {
    STRIPE_ACCOUNT_ID: config.STRIPE_ACCOUNT_ID,
    STRIPE_SECRET_KEY: secretOf(config, 'STRIPE_SECRET_KEY'),
    STRIPE_WEBHOOK_SECRETS: secretOf(config, 'STRIPE_WEBHOOK_SECRETS'),
  });
  if (needed === null) return null;
  return stripeGateway({
    accountId: needed.STRIPE_ACCOUNT_ID,
    secretKey: needed.STRIPE_SECRET_KEY,
    webhookSecrets: needed.STRIPE_WEBHOOK_SECRETS.split(',').map((secret) => secret.trim()),
    methods: config.STRIPE_METHODS,
    ...(config.STRIPE_BASE_URL === undefined ? {} : { baseUrl: config.STRIPE_BASE_URL }),
    timeoutMs: config.GATEWAY_TIMEOUT_MS,
  });
}

/** The sandbox, and those beside it that are gateways of their own for trying routing. */
function sandboxesOf(config: Config): PaymentGateway[] {
  if (!config.SANDBOX) return [];
  const keys = sandboxKeys(config.SANDBOX_SECRET);
  const first = config.SANDBOX_URL ?? `http://127.0.0.1:${config.SANDBOX_PORT}`;
  return [{ name: 'sandbox', baseUrl: first }, ...config.SANDBOX_MORE].map(({ name, baseUrl }) =>
    sandboxGateway({
      name,
      baseUrl,
      apiKey: keys.apiKey,
      notificationSecrets: [keys.notificationSecret],
      merchantId: config.SANDBOX_MERCHANT_ID,
      timeoutMs: config.GATEWAY_TIMEOUT_MS,
    }),
  );
}

function isReal(baseUrl: string): boolean {
  return realHosts.includes(new URL(baseUrl).host);
}

/** Test money never grants live access, and trying things out never charges anybody. */
function refuseOtherMode(config: Config, { name, capabilities }: PaymentGateway): void {
  if (config.livemode && capabilities.testOnly)
    throw new Error(`live mode refuses ${name}: its key or address is for test money`);
  if (!config.livemode && !capabilities.testOnly)
    throw new Error(
      `test mode refuses ${name}: it takes real money; set TILLTALK_MODE=live or a simulator’s address`,
    );
}
