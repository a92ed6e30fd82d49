import type { RiskDeps } from '../../risk/index.ts';
import type { GatewayNotification, GatewayPayment } from './types.ts';

type Hashing = { readonly risk: Pick<RiskDeps, 'hashKey'> };
type Content = GatewayNotification['content'];

/** The same with the payer's token as a keyed hash: risk knows payers by it, and the token itself goes no further. */
export function withPayerKey({ risk }: Hashing, told: GatewayPayment): GatewayPayment {
  const { payerToken, ...payment } = told;
  return payerToken == null ? payment : { ...payment, payerKey: risk.hashKey('payment', payerToken) };
}

/** What a notification says, fit to be stored. */
export function contentWithPayerKey(deps: Hashing, content: Content): Content {
  if (content.kind !== 'payment' || content.payment.payerToken === undefined) return content;
  return { kind: 'payment', payment: withPayerKey(deps, content.payment) };
}
