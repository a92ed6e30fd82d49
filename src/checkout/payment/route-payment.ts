import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { gatewaysServing, methodsFor } from '../session/methods.ts';
import type { Session } from '../session/store.ts';
import type { PayCheckout } from './prepared.ts';
import type { Attempt } from './store.ts';

/** Which gateway is asked, and how. */
export interface Route {
  readonly gateway: string;
  readonly gatewayMerchantId: string;
  readonly method: Attempt['method'];
  readonly flow: Attempt['flow'];
}

/** The gateway for a press of pay. Throws `method_unavailable` with the reason. */
export function routePayment(deps: CheckoutDeps, session: Session, { body }: PayCheckout): Route {
  const view = methodsFor(session, deps.gateways).find((candidate) => candidate.method === body.method);
  const gateway = view?.available
    ? gatewaysServing({ ...view, place: session }, deps.gateways)[0]
    : undefined;
  if (view === undefined || gateway === undefined) {
    const extensions = view?.reason ? { reason: view.reason } : {};
    throw new DomainError(checkoutErrors.method_unavailable, { extensions });
  }
  return {
    gateway: gateway.name,
    gatewayMerchantId: gateway.gatewayMerchantId,
    method: view.method,
    flow: view.flow,
  };
}
