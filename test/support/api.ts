import { randomUUID } from 'node:crypto';
import type { CheckoutView, EntitlementView, OrderView, PaymentMethod } from '../../src/checkout/wire.ts';
import type { Problem, SessionView } from '../../src/identity/wire.ts';
import type { TestProduct } from './products.ts';

export interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  /** The answer, or a problem: a test knows which it expects. */
  readonly body: T & Omit<Problem, 'status'>;
}

export interface StartOptions {
  readonly key?: string;
  readonly expectedTotalMinor?: number;
  readonly surface?: string;
  readonly conversationId?: string;
  readonly language?: 'zh' | 'en';
  /** The card that led here. */
  readonly impressionId?: string;
}

export interface PayOptions {
  readonly key?: string;
  readonly method?: PaymentMethod;
  readonly returnUrl?: string;
  readonly expectedTotalMinor?: number;
  /** How much of it comes from the wallet. */
  readonly walletMinor?: number;
  /** The random name of the learner's browser. */
  readonly deviceId?: string;
}

/** Tilltalk's HTTP face as one caller uses it. */
export interface Api {
  readonly token: string;
  readonly learnerId: string;
  call<T>(method: string, path: string, init?: { body?: unknown; key?: string }): Promise<Reply<T>>;
  start(product: TestProduct, options?: StartOptions): Promise<Reply<CheckoutView>>;
  pay(checkout: CheckoutView, options?: PayOptions): Promise<Reply<CheckoutView>>;
  view(checkoutId: string): Promise<Reply<CheckoutView>>;
  orders(): Promise<OrderView[]>;
  entitlements(): Promise<EntitlementView[]>;
}

export async function apiOf(url: string, session: { hostToken?: string; guestToken?: string }): Promise<Api> {
  const opened = await request<SessionView>(url, ['POST', '/v1/sessions'], { body: session });
  if (opened.status !== 200) throw new Error(`no session: ${JSON.stringify(opened.body)}`);
  const { token, learner } = opened.body;
  return apiWith(url, { token, learnerId: learner.learnerId });
}

/** The same for a caller who is signed in already. */
export function apiWith(url: string, { token, learnerId }: { token: string; learnerId: string }): Api {
  const call = <T>(
    method: string,
    path: string,
    init: { body?: unknown; key?: string } = {},
  ): Promise<Reply<T>> => request<T>(url, [method, path], { ...init, token });
  return {
    token,
    learnerId,
    call,
    start: (product, options = {}) =>
      call('POST', '/v1/checkouts', { key: options.key ?? randomUUID(), body: startBody(product, options) }),
    pay: (checkout, options = {}) =>
      call('POST', `/v1/checkouts/${checkout.checkoutId}/pay`, {
        key: options.key ?? randomUUID(),
        body: payBody(checkout, options),
      }),
    view: (checkoutId) => call('GET', `/v1/checkouts/${checkoutId}`),
    orders: async () => (await call<{ orders: OrderView[] }>('GET', '/v1/orders')).body.orders,
    entitlements: async () =>
      (await call<{ entitlements: EntitlementView[] }>('GET', '/v1/entitlements')).body.entitlements,
  };
}

function startBody(product: TestProduct, options: StartOptions) {
  return {
    lines: [
      {
        productId: product.productId,
        priceId: product.priceId,
        ...(options.impressionId !== undefined && { impressionId: options.impressionId }),
      },
    ],
    currency: product.currency,
    expectedTotalMinor: options.expectedTotalMinor ?? product.amountMinor,
    surface: options.surface ?? 'web',
    language: options.language ?? 'zh',
    ...(options.conversationId === undefined ? {} : { conversationId: options.conversationId }),
  };
}

function payBody(checkout: CheckoutView, options: PayOptions) {
  const { walletMinor = 0 } = options;
  return {
    ...(checkout.totalMinor === walletMinor ? {} : { method: options.method ?? 'wechat_pay' }),
    ...(walletMinor === 0 ? {} : { walletMinor }),
    expectedTotalMinor: options.expectedTotalMinor ?? checkout.totalMinor,
    ...(options.deviceId !== undefined && { deviceId: options.deviceId }),
    consent: { version: checkout.consent.version, language: checkout.language },
    ...(options.returnUrl === undefined ? {} : { returnUrl: options.returnUrl }),
  };
}

interface RequestParts {
  readonly body?: unknown;
  readonly key?: string;
  readonly token?: string;
}

async function request<T>(
  url: string,
  [method, path]: [string, string],
  init: RequestParts,
): Promise<Reply<T>> {
  const headers: Record<string, string> = { 'accept-language': 'zh-CN' };
  if (init.body !== undefined) headers['content-type'] = 'application/json';
  if (init.token !== undefined) headers['authorization'] = `Bearer ${init.token}`;
  if (init.key !== undefined) headers['idempotency-key'] = init.key;
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as T & Omit<Problem, 'status'>,
  };
}
