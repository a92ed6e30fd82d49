import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../kernel/clock.ts';
import { newId } from '../kernel/id.ts';
import { configCommand } from './cli/config.ts';
import { gatewaysCommand } from './cli/gateways.ts';
import { readConfig } from './config.ts';
import { describeVariables } from './describe-variables.ts';
import { gatewaysOf } from './gateways.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const folder = mkdtempSync(join(tmpdir(), 'tilltalk-keys-'));
const keyFile = join(folder, 'key.pem');
writeFileSync(keyFile, privatePem);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wechatPay = {
  WECHAT_PAY_MCHID: '1900000109',
  WECHAT_PAY_APP_ID: 'wx8888888888888888',
  WECHAT_PAY_CERT_SERIAL: 'ABCDEF',
  WECHAT_PAY_PRIVATE_KEY_FILE: keyFile,
  WECHAT_PAY_API_V3_KEY: 'k'.repeat(32),
  WECHAT_PAY_BASE_URL: 'http://127.0.0.1:1',
};
const alipay = {
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_ID: '2088000000000001',
  ALIPAY_PRIVATE_KEY: privatePem.replaceAll('\n', '\\n'),
  ALIPAY_PUBLIC_KEY: publicPem,
  ALIPAY_BASE_URL: 'http://127.0.0.1:1',
};
const stripe = {
  STRIPE_ACCOUNT_ID: 'acct_1Tilltalk',
  STRIPE_SECRET_KEY: 'sk_test_51Tilltalk',
  STRIPE_WEBHOOK_SECRETS: 'whsec_0123456789abcdef, whsec_fedcba9876543210',
};
const secret = 'a secret of a house that sells for real';
const live = {
  TILLTALK_MODE: 'live',
  SANDBOX: '0',
  DEMO: '0',
  TOKEN_SECRETS: `k1:${secret}`,
  HOST_SECRETS: `k1:${secret}`,
  HOUSE_SECRETS: `k1:${secret}`,
  RETURN_SECRET: secret,
};

const gateways = (environment: Record<string, string>) => gatewaysOf(readConfig(environment));
const names = (environment: Record<string, string>) => gateways(environment).map(({ name }) => name);

it('several gateways stand beside the sandbox, real ones first unless the order says otherwise', () => {
  expect(names({})).toEqual(['sandbox']);
  const all = ['wechat_pay', 'alipay', 'stripe', 'sandbox'];
  expect(names({ ...stripe, ...alipay, ...wechatPay })).toEqual(all);
  const ordered = names({ ...alipay, ...wechatPay, GATEWAY_ORDER: 'sandbox, alipay' });
  expect(ordered).toEqual(['sandbox', 'alipay', 'wechat_pay']);
  expect(() => names({ GATEWAY_ORDER: 'alipay' })).toThrow('not configured: alipay');
});

it.each([
  ['WECHAT_PAY_CERT_SERIAL', wechatPay],
  ['WECHAT_PAY_API_V3_KEY', wechatPay],
  ['ALIPAY_SELLER_ID', alipay],
  ['ALIPAY_PUBLIC_KEY', alipay],
  ['STRIPE_WEBHOOK_SECRETS', stripe],
])('a gateway without %s is not started by half: the error names it', (name, whole) => {
  expect(() => gateways({ ...whole, [name]: '' })).toThrow(`missing: ${name}`);
});

it('what is wrong with a key is said without the key', () => {
  const error = (environment: Record<string, string>) => {
    try {
      gateways(environment);
      return 'no error';
    } catch (thrown) {
      return String(thrown);
    }
  };
  expect(error({ ...wechatPay, WECHAT_PAY_API_V3_KEY: 'secret-but-short' })).toMatch(/32 characters/);
  expect(error({ ...wechatPay, WECHAT_PAY_API_V3_KEY: 'secret-but-short' })).not.toMatch(/secret-but/);
  const missing = error({ ...wechatPay, WECHAT_PAY_PRIVATE_KEY_FILE: join(folder, 'nothing.pem') });
  expect(missing).toMatch('WECHAT_PAY_PRIVATE_KEY_FILE cannot be read: ENOENT');
  const both = { ...wechatPay, WECHAT_PAY_PRIVATE_KEY: privatePem };
  expect(error(both)).toMatch('WECHAT_PAY_PRIVATE_KEY or WECHAT_PAY_PRIVATE_KEY_FILE, not both');
  const half = error({ ...wechatPay, WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1' });
  expect(half).toMatch('missing: WECHAT_PAY_PUBLIC_KEY');
});

it('live mode refuses simulators and plain http; test mode refuses real money', () => {
  expect(() => gateways({ ...live, ...wechatPay })).toThrow('live mode refuses wechat_pay');
  expect(() => gateways({ ...live, ...alipay, ALIPAY_BASE_URL: 'http://openapi.alipay.com' })).toThrow(
    'https',
  );
  const sandbox = 'https://openapi-sandbox.dl.alipaydev.com';
  expect(() => gateways({ ...live, ...alipay, ALIPAY_BASE_URL: sandbox })).toThrow(
    'live mode refuses alipay',
  );
  expect(() => gateways({ ...live, ...stripe })).toThrow('live mode refuses stripe');
  const liveKey = { ...stripe, STRIPE_SECRET_KEY: 'sk_live_51Tilltalk' };
  expect(() => gateways(liveKey)).toThrow('test mode refuses stripe');
  expect(names({ ...live, ...liveKey })).toEqual(['stripe']);
  expect(names({ ...live, ...wechatPay, ...alipay, WECHAT_PAY_BASE_URL: '', ALIPAY_BASE_URL: '' })).toEqual([
    'wechat_pay',
    'alipay',
  ]);
  expect(() => gateways({ ...wechatPay, WECHAT_PAY_BASE_URL: '' })).toThrow('test mode refuses wechat_pay');
  expect(names({ ...alipay, ALIPAY_BASE_URL: sandbox })).toContain('alipay');
});

it('WeChat Pay serves the surfaces of the products that the merchant has', () => {
  const flows = (products: string) =>
    gateways({ ...wechatPay, WECHAT_PAY_PRODUCTS: products })[0]?.capabilities.flows;
  expect(flows('native')).toEqual({ web: ['qr'], mobile_web: [], wechat: [] });
  expect(flows('native,h5,jsapi')).toEqual({ web: ['qr'], mobile_web: ['redirect'], wechat: ['in_app'] });
  expect(() => flows('app')).toThrow('WECHAT_PAY_PRODUCTS');
});

async function run(command: typeof configCommand, environment: Record<string, string>, ...args: string[]) {
  const out: string[] = [];
  async function* stdin() {}
  const code = await command.run(args, {
    stdin: stdin(),
    print: (line) => out.push(line),
    printError: (line) => out.push(line),
    clock: systemClock(),
    newId,
    livemode: false,
    openDatabase: () => Promise.reject(new Error('not needed')),
    gateways: () => gateways(environment),
  });
  return { code, text: out.join('\n') };
}

it('the commands list gateways and their surfaces, and never print a secret', async () => {
  const environment = { ...wechatPay, ...alipay, ...stripe };
  const listed = await run(gatewaysCommand, environment, 'list');
  expect(listed.code).toBe(0);
  expect(listed.text).toContain('wechat_pay · test money · wechat_pay · CNY · web: qr');
  const config = await run(configCommand, environment);
  const printed = [listed, config, await run(gatewaysCommand, environment, 'list', '--json')];
  for (const { text } of printed) {
    expect(text).toContain('alipay');
    expect(text).not.toContain('PRIVATE KEY-----');
    expect(text).not.toContain('k'.repeat(32));
    expect(text).not.toContain('51Tilltalk');
  }
  expect(describeVariables()).toContain('WECHAT_PAY_API_V3_KEY_FILE');
});

it('a check tells which gateways answer, and fails when one does not', async () => {
  const checked = await run(gatewaysCommand, { ...wechatPay, SANDBOX: '0' }, 'check');
  expect(checked).toEqual({ code: 1, text: '✗ wechat_pay: ECONNREFUSED' });
  const none = await run(gatewaysCommand, { SANDBOX: '0' }, 'check');
  expect(none).toEqual({ code: 1, text: 'No gateway is configured.' });
  expect((await run(gatewaysCommand, {}, 'forget')).code).toBe(2);
});
