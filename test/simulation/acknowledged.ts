import type { CheckoutView, RefundView } from '../../src/checkout/wire.ts';
import type { Api, Reply } from '../support/api.ts';

/** What somebody was told is done; from then on it has to be there whatever happens. */
export type Acknowledged =
  | { readonly kind: 'checkout'; readonly id: string }
  /** A press of pay was answered: its payment, and what was tried at a gateway for it. */
  | { readonly kind: 'payment'; readonly id: string; readonly atGateway: boolean }
  | { readonly kind: 'complete'; readonly id: string }
  | { readonly kind: 'refund'; readonly id: string }
  /** By its body: the gateway will not send it again. */
  | { readonly kind: 'notification'; readonly id: string };

/** The same caller, with an ear for what is acknowledged to them. */
export function acknowledging(api: Api, hear: (what: Acknowledged) => void): Api {
  return {
    ...api,
    start: async (product, options) => {
      const reply = await api.start(product, options);
      if (reply.status === 201) hear({ kind: 'checkout', id: reply.body.checkoutId });
      return reply;
    },
    pay: async (checkout, options) => {
      const reply = await api.pay(checkout, options);
      if (reply.status === 200) hearPayment(reply.body, hear);
      return reply;
    },
    view: async (checkoutId) => {
      const reply = await api.view(checkoutId);
      if (reply.body.status === 'complete') hear({ kind: 'complete', id: checkoutId });
      return reply;
    },
    call: async <T>(...call: Parameters<Api['call']>) => {
      const reply = await api.call<T>(...call);
      const isRefund = reply.status === 201 && call[1].endsWith('/refunds');
      if (isRefund) hear({ kind: 'refund', id: (reply as Reply<RefundView>).body.refundId });
      return reply;
    },
  };
}

function hearPayment(
  { payment, totalMinor, wallet }: CheckoutView,
  hear: (what: Acknowledged) => void,
): void {
  if (payment === null) return;
  const atGateway = totalMinor > (wallet?.usedMinor ?? 0);
  hear({ kind: 'payment', id: payment.paymentId, atGateway });
}
