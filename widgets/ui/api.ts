import type { Language } from '../../src/identity/wire.ts';
import type { paths } from './api-types.ts';
import { type Answer, type ApiClient, answerOf, openClient } from './http.ts';

/** Whose token the calls carry, and how to get a new one when the server no longer takes it. */
export interface TokenSource {
  token(): string | undefined;
  /** Resolves true when there is a new token. */
  renew(): Promise<boolean>;
}

/** The JSON that a POST takes. */
export type BodyOf<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type OpenSessionBody = BodyOf<'/v1/sessions'>;
export type StartCheckoutBody = BodyOf<'/v1/checkouts'>;
export type StartTopUpBody = Extract<StartCheckoutBody, { topUp: object }>;
export type PayCheckoutBody = BodyOf<'/v1/checkouts/{checkoutId}/pay'>;

/** The server's `/v1` as the widget uses it. */
export type Api = ReturnType<typeof createApi>;

const client = openClient({ credentials: 'omit', timeoutMs: 15_000 });

/** Opens a session: a guest's, or the learner's whom the host platform's token names. */
export function openSession(body: OpenSessionBody) {
  return answerOf(client.POST('/v1/sessions', { body }));
}

/** Builds the calls; a token that is no longer taken is renewed once and the call repeated. */
export function createApi(tokens: TokenSource) {
  const call = async <T>(send: (api: ApiClient, headers: Headers) => Reply<T>): Promise<Answer<T>> => {
    const once = () => answerOf(send(client, headersOf(tokens.token())));
    const answer = await once();
    if (answer.ok || answer.status !== 401 || answer.code === 'identity_required') return answer;
    return (await tokens.renew()) ? once() : answer;
  };
  return { call, ...checkoutCalls(call), ...orderCalls(call), ...fileCalls(call) };
}

type Headers = Record<string, string>;
export type Reply<T> = Parameters<typeof answerOf<T>>[0];
type Caller = <T>(send: (api: ApiClient, headers: Headers) => Reply<T>) => Promise<Answer<T>>;

const headersOf = (token: string | undefined): Headers =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

const keyed = (idempotencyKey: string) => ({ 'idempotency-key': idempotencyKey });

function checkoutCalls(call: Caller) {
  return {
    startCheckout: (body: StartCheckoutBody, key: string) =>
      call((api, headers) => api.POST('/v1/checkouts', { body, headers, params: { header: keyed(key) } })),
    readCheckout: (checkoutId: string) =>
      call((api, headers) =>
        api.GET('/v1/checkouts/{checkoutId}', { headers, params: { path: { checkoutId } } }),
      ),
    payCheckout: (checkoutId: string, body: PayCheckoutBody, key: string) =>
      call((api, headers) => {
        const params = { path: { checkoutId }, header: keyed(key) };
        return api.POST('/v1/checkouts/{checkoutId}/pay', { body, headers, params });
      }),
    cancelCheckout: (checkoutId: string, key: string) =>
      call((api, headers) => {
        const params = { path: { checkoutId }, header: keyed(key) };
        return api.POST('/v1/checkouts/{checkoutId}/cancel', { headers, params });
      }),
    applyCoupon: (checkoutId: string, code: string, key: string) =>
      call((api, headers) => {
        const params = { path: { checkoutId }, header: keyed(key) };
        return api.POST('/v1/checkouts/{checkoutId}/coupon', { body: { code }, headers, params });
      }),
    removeCoupon: (checkoutId: string) =>
      call((api, headers) =>
        api.DELETE('/v1/checkouts/{checkoutId}/coupon', { headers, params: { path: { checkoutId } } }),
      ),
  };
}

function orderCalls(call: Caller) {
  return {
    readEntitlements: () => call((api, headers) => api.GET('/v1/entitlements', { headers })),
    readWallet: () => call((api, headers) => api.GET('/v1/wallet', { headers })),
    /** The newest, or those before one of them. */
    readOrders: (before?: string) =>
      call((api, headers) =>
        api.GET('/v1/orders', { headers, params: { query: before === undefined ? {} : { before } } }),
      ),
    readReceipt: (orderId: string, language: Language) =>
      call((api, headers) => {
        const params = { path: { orderId }, query: { language } };
        return api.GET('/v1/orders/{orderId}/receipt', { headers, params });
      }),
    requestRefund: (paymentId: string, key: string) =>
      call((api, headers) => {
        const params = { path: { paymentId }, header: keyed(key) };
        return api.POST('/v1/payments/{paymentId}/refunds', { headers, params });
      }),
  };
}

function fileCalls(call: Caller) {
  return {
    /** An address that shows one file of a conversation for a short while. */
    readFileLink: (attachmentId: string) =>
      call((api, headers) =>
        api.GET('/v1/attachments/{attachmentId}/link', { headers, params: { path: { attachmentId } } }),
      ),
  };
}
