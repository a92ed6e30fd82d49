import type { ApplyCouponBody } from '../../src/checkout/offer/wire.ts';
import type { ReceiptView } from '../../src/checkout/receipt/wire.ts';
import type { WalletView } from '../../src/checkout/wallet/wire.ts';
import type {
  CheckoutView,
  EntitlementView,
  OrderView,
  PayCheckoutBody,
  RefundView,
  StartCheckoutBody,
} from '../../src/checkout/wire.ts';
import type { Language, OpenSessionBody, SessionView } from '../../src/identity/wire.ts';
import { type Answer, type Call, callApi } from './http.ts';

/** Whose token the calls carry, and how to get a new one when the server no longer takes it. */
export interface TokenSource {
  token(): string | undefined;
  /** Resolves true when there is a new token. */
  renew(): Promise<boolean>;
}

/** The server's `/v1` as the widget uses it. */
export interface Api {
  startCheckout(body: StartCheckoutBody, idempotencyKey: string): Promise<Answer<CheckoutView>>;
  readCheckout(checkoutId: string): Promise<Answer<CheckoutView>>;
  payCheckout(
    checkoutId: string,
    body: PayCheckoutBody,
    idempotencyKey: string,
  ): Promise<Answer<CheckoutView>>;
  cancelCheckout(checkoutId: string, idempotencyKey: string): Promise<Answer<CheckoutView>>;
  applyCoupon(
    checkoutId: string,
    body: ApplyCouponBody,
    idempotencyKey: string,
  ): Promise<Answer<CheckoutView>>;
  removeCoupon(checkoutId: string): Promise<Answer<CheckoutView>>;
  readEntitlements(): Promise<Answer<{ entitlements: EntitlementView[] }>>;
  readWallet(): Promise<Answer<WalletView>>;
  readOrders(): Promise<Answer<{ orders: OrderView[] }>>;
  readReceipt(orderId: string, language: Language): Promise<Answer<ReceiptView>>;
  requestRefund(paymentId: string, idempotencyKey: string): Promise<Answer<RefundView>>;
}

/** Opens a session: a guest's, or the learner's whom the host platform's token names. */
export function openSession(body: OpenSessionBody): Promise<Answer<SessionView>> {
  return callApi({ method: 'POST', path: '/v1/sessions', body });
}

/** Builds the calls; a token that is no longer taken is renewed once and the call repeated. */
export function createApi(tokens: TokenSource): Api {
  const call = async <T>(command: Omit<Call, 'token'>): Promise<Answer<T>> => {
    const answer = await callApi<T>({ ...command, token: tokens.token() });
    if (answer.ok || answer.status !== 401 || answer.code === 'identity_required') return answer;
    return (await tokens.renew()) ? callApi<T>({ ...command, token: tokens.token() }) : answer;
  };
  const checkoutPath = (checkoutId: string, action = '') =>
    `/v1/checkouts/${encodeURIComponent(checkoutId)}${action}`;
  return {
    startCheckout: (body, idempotencyKey) =>
      call({ method: 'POST', path: '/v1/checkouts', body, idempotencyKey }),
    readCheckout: (checkoutId) => call({ method: 'GET', path: checkoutPath(checkoutId) }),
    payCheckout: (checkoutId, body, idempotencyKey) =>
      call({ method: 'POST', path: checkoutPath(checkoutId, '/pay'), body, idempotencyKey }),
    cancelCheckout: (checkoutId, idempotencyKey) =>
      call({ method: 'POST', path: checkoutPath(checkoutId, '/cancel'), body: {}, idempotencyKey }),
    applyCoupon: (checkoutId, body, idempotencyKey) =>
      call({ method: 'POST', path: checkoutPath(checkoutId, '/coupon'), body, idempotencyKey }),
    removeCoupon: (checkoutId) => call({ method: 'DELETE', path: checkoutPath(checkoutId, '/coupon') }),
    readEntitlements: () => call({ method: 'GET', path: '/v1/entitlements' }),
    readWallet: () => call({ method: 'GET', path: '/v1/wallet' }),
    readOrders: () => call({ method: 'GET', path: '/v1/orders' }),
    readReceipt: (orderId, language) => {
      const path = `/v1/orders/${encodeURIComponent(orderId)}/receipt?language=${language}`;
      return call({ method: 'GET', path });
    },
    requestRefund: (paymentId, idempotencyKey) => {
      const path = `/v1/payments/${encodeURIComponent(paymentId)}/refunds`;
      return call({ method: 'POST', path, idempotencyKey });
    },
  };
}
