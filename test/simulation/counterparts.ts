import { createHash } from 'node:crypto';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { BookedPayment } from '../gateways/contract.ts';
import { APP_ID, SELLER_ID } from '../gateways/simulators/alipay/harness.ts';
import { startAlipay } from '../gateways/simulators/alipay/simulator.ts';
import { makeRsaKey } from '../gateways/simulators/rsa.ts';
import { ACCOUNT_ID, bookOf, SECRET_KEY, WEBHOOK_SECRET } from '../gateways/simulators/stripe/harness.ts';
import { startStripe } from '../gateways/simulators/stripe/simulator.ts';
import { startWechatSimulator } from '../gateways/simulators/wechat/index.ts';
import type { Book } from '../support/reconcile.ts';
import { sandboxCall } from '../support/till.ts';
import type { Random } from './random.ts';
import { type HeldPart, openWire, type Wire } from './wire.ts';

export const gatewayNames = ['sandbox', 'alipay', 'wechat_pay', 'stripe'] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** What a learner sees of a gateway: something to scan or a page to open. */
export interface Payer {
  /** Pays as a payer does; false when it took no money. `target`: the text of a code, or the address of a page. */
  pay(target: string, random: Random): Promise<boolean>;
}

/** Every gateway's own truth, by its name. */
export type Books = ReadonlyMap<string, Book>;

/** A side of the trade that is never killed. */
export interface Counterparts extends Payer {
  readonly names: readonly string[];
  books(): Promise<Books>;
  /** Lets the gateways' time pass where they have a clock of their own. */
  advance(byMs: number): Promise<void>;
}

/** All gateways at once, each behind a wire that can be cut. */
export interface GatewayHall extends Counterparts {
  /** What the server has to know of them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves with the gateway's name once such a call to one of them is held. */
  holdNext(operation: 'create' | 'refund', part: HeldPart): Promise<GatewayName>;
  letGo(): void;
  close(): Promise<void>;
}

interface Counterpart {
  readonly name: GatewayName;
  readonly wire: Wire;
  readonly environment: Readonly<Record<string, string>>;
  /** Undefined when the code or page is not this gateway's. */
  readonly pay: (target: string, random: Random) => Promise<boolean> | undefined;
  readonly book: () => Promise<Book>;
  readonly close: () => Promise<void>;
}

const DECLINED_CHANCE = 0.2;
/** The usual schedules of notifications in fast motion, since a life here lasts a second. */
const PACE = {
  sandboxDelaysMs: [100, 200, 400, 800],
  alipayCompression: 2_400,
  stripeCompression: 3_000,
  wechatSecondMs: 10,
};

const calls: Readonly<Record<GatewayName, Readonly<Record<'create' | 'refund', RegExp>>>> = {
  sandbox: { create: /^POST \/v1\/charges$/, refund: /^POST \/v1\/refunds$/ },
  alipay: { create: /^POST \/v3\/alipay\/trade\/precreate$/, refund: /^POST \/v3\/alipay\/trade\/refund$/ },
  wechat_pay: {
    create: /^POST \/v3\/pay\/transactions\/native$/,
    refund: /^POST \/v3\/refund\/domestic\/refunds$/,
  },
  stripe: { create: /^POST \/v1\/checkout\/sessions$/, refund: /^POST \/v1\/refunds$/ },
};

/** Only the sandbox, which stands for itself. */
export function onlySandbox(sandboxUrl: string): Counterparts {
  return {
    names: ['sandbox'],
    books: async () => new Map([['sandbox', await sandboxBook(sandboxUrl)]]),
    pay: (target, random) => payAtSandbox(sandboxUrl, target, random),
    advance: async (byMs) => {
      await sandboxCall(sandboxUrl, '/control/advance', { method: 'POST', body: JSON.stringify({ byMs }) });
    },
  };
}

/** Starts every gateway's simulator for a server that will live at `serverUrl`. */
export async function openHall(folder: string, serverUrl: string): Promise<GatewayHall> {
  const sandbox = await sandboxPart(folder);
  const parts = [sandbox.part, await alipayPart(), await wechatPart(), await stripePart(serverUrl)];
  return {
    names: parts.map(({ name }) => name),
    environment: Object.assign({}, ...parts.map(({ environment }) => environment)),
    books: async () =>
      new Map(await Promise.all(parts.map(async ({ name, book }) => [name, await book()] as const))),
    pay: async (target, random) => {
      for (const part of parts) {
        const paid = part.pay(target, random);
        if (paid !== undefined) return paid;
      }
      throw new Error(`nobody's code: ${target}`);
    },
    advance: onlySandbox(sandbox.url).advance,
    holdNext: (operation, part) =>
      Promise.race(
        parts.map(({ name, wire }) => wire.holdNext(calls[name][operation], part).then(() => name)),
      ),
    letGo: () => {
      for (const { wire } of parts) wire.letGo();
    },
    close: async () => {
      await Promise.all(parts.map((part) => part.close()));
    },
  };
}

async function sandboxPart(folder: string): Promise<{ part: Counterpart; url: string }> {
  const sandbox = await startSandbox({
    port: 0,
    dataDir: folder,
    secret: DEMO_SECRETS.sandbox,
    refundDelayMs: 200,
    retryDelaysMs: PACE.sandboxDelaysMs,
  });
  const wire = await openWire(sandbox.url);
  const part: Counterpart = {
    name: 'sandbox',
    wire,
    environment: { SANDBOX_URL: wire.url },
    pay: (target, random) =>
      target.startsWith(sandbox.url) ? payAtSandbox(sandbox.url, target, random) : undefined,
    book: () => sandboxBook(sandbox.url),
    close: async () => {
      await Promise.all([wire.close(), sandbox.close()]);
    },
  };
  return { part, url: sandbox.url };
}

async function payAtSandbox(sandboxUrl: string, target: string, random: Random): Promise<boolean> {
  const card = random.chance(DECLINED_CHANCE) ? '4000000000000002' : '4242424242424242';
  const response = await fetch(`${sandboxUrl}/control/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chargeId: target.split('/').at(-1), card }),
  });
  await response.arrayBuffer();
  return response.ok;
}

async function sandboxBook(sandboxUrl: string): Promise<Book> {
  return (await sandboxCall(sandboxUrl, '/control/book')) as Book;
}

async function alipayPart(): Promise<Counterpart> {
  const keys = { app: makeRsaKey(), alipay: makeRsaKey() };
  const compression = PACE.alipayCompression;
  const alipay = await startAlipay({ appId: APP_ID, sellerId: SELLER_ID, ...keys, compression });
  const wire = await openWire(alipay.url);
  return {
    name: 'alipay',
    wire,
    environment: {
      ALIPAY_APP_ID: APP_ID,
      ALIPAY_SELLER_ID: SELLER_ID,
      ALIPAY_PRIVATE_KEY: keys.app.privatePem,
      ALIPAY_PUBLIC_KEY: keys.alipay.publicPem,
      ALIPAY_BASE_URL: wire.url,
    },
    pay: (target) =>
      target.startsWith('https://qr.alipay.com/')
        ? tryPaying(() => alipay.pay(target.split('/').at(-1) ?? ''))
        : undefined,
    book: async () => bookFrom(alipay.trades.book()),
    close: async () => {
      await Promise.all([wire.close(), alipay.close()]);
    },
  };
}

async function wechatPart(): Promise<Counterpart> {
  const wechat = await startWechatSimulator({ secondMs: PACE.wechatSecondMs });
  const wire = await openWire(wechat.url);
  const orders = () => [...wechat.book.orders.values()];
  const numberOfCode = (code: string): string => {
    const isIt = (fingerprint: string): boolean =>
      code.endsWith(createHash('sha256').update(fingerprint).digest('hex').slice(0, 24));
    return orders().findLast(({ fingerprint }) => isIt(fingerprint))?.outTradeNo ?? '';
  };
  return {
    name: 'wechat_pay',
    wire,
    environment: {
      WECHAT_PAY_MCHID: wechat.mchid,
      WECHAT_PAY_APP_ID: wechat.appId,
      WECHAT_PAY_CERT_SERIAL: wechat.merchantSerial,
      WECHAT_PAY_PRIVATE_KEY: wechat.merchantPrivateKey,
      WECHAT_PAY_API_V3_KEY: wechat.apiV3Key,
      WECHAT_PAY_BASE_URL: wire.url,
    },
    pay: (target) =>
      target.startsWith('weixin://') ? tryPaying(() => wechat.pay(numberOfCode(target))) : undefined,
    book: async () =>
      bookFrom(
        orders().map((order) => ({
          gatewayReference: order.outTradeNo,
          amountMinor: order.total,
          currency: 'CNY',
          capturedMinor: order.paidAtMs === null ? 0 : order.total,
          refunds: order.refunds.map(({ outRefundNo: refundReference, amount: amountMinor }) => ({
            refundReference,
            amountMinor,
          })),
        })),
      ),
    close: async () => {
      await Promise.all([wire.close(), wechat.close()]);
    },
  };
}

async function stripePart(serverUrl: string): Promise<Counterpart> {
  const stripe = await startStripe({
    accountId: ACCOUNT_ID,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: `${serverUrl}/v1/gateways/stripe/notifications`,
    compression: PACE.stripeCompression,
  });
  const wire = await openWire(stripe.url);
  const referenceOfPage = (target: string): string | undefined =>
    stripe.store.sessions.findLast((page) => page['url'] === target)?.client_reference_id;
  return {
    name: 'stripe',
    wire,
    environment: {
      STRIPE_ACCOUNT_ID: ACCOUNT_ID,
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      STRIPE_BASE_URL: wire.url,
    },
    pay: (target, random) => {
      const reference = referenceOfPage(target);
      if (reference === undefined) return undefined;
      return tryPaying(() => {
        // Whoever is declined on the page tries again there.
        if (random.chance(DECLINED_CHANCE)) stripe.act(reference, 'declined');
        stripe.act(reference);
      });
    },
    book: async () => bookFrom(bookOf(stripe.store)),
    close: async () => {
      await Promise.all([wire.close(), stripe.close()]);
    },
  };
}

/** A payer who comes too late sees the gateway's error page. */
async function tryPaying(pay: () => unknown): Promise<boolean> {
  try {
    pay();
    return true;
  } catch {
    return false;
  }
}

function bookFrom(booked: readonly BookedPayment[]): Book {
  return {
    charges: booked.map(({ gatewayReference, amountMinor, currency, capturedMinor, refunds }) => ({
      reference: gatewayReference,
      status: capturedMinor > 0 ? 'succeeded' : 'pending',
      amountMinor,
      currency,
      capturedAmountMinor: capturedMinor,
      refundedAmountMinor: refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
    })),
    refunds: booked.flatMap(({ refunds }) =>
      refunds.map((refund) => ({ ...refund, status: 'succeeded' as const })),
    ),
  };
}
