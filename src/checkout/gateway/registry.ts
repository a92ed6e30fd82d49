import { DomainError } from '../../kernel/errors.ts';
import { checkoutErrors } from '../errors.ts';
import type { PaymentGateway } from './types.ts';

/** The gateway of that name. Throws `gateway_unknown`. */
export function requireGateway(gateways: readonly PaymentGateway[], name: string): PaymentGateway {
  const gateway = gateways.find((candidate) => candidate.name === name);
  if (gateway === undefined) throw new DomainError(checkoutErrors.gateway_unknown);
  return gateway;
}
