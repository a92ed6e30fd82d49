import type { PaymentGateway } from '../../../src/checkout/gateway/types.ts';
import { type Book, emptyBook } from './book.ts';
import { callFaults } from './history.ts';
import { modelGateway } from './model-gateway.ts';

/** What becomes of a call that creates a payment: it works, fails as in the model, or our process ends around it. */
export const createOutcomes = ['accepted', ...callFaults.create, 'crash_before', 'crash_after'] as const;
export type CreateOutcome = (typeof createOutcomes)[number];

/** What a call throws when our process is to end there. */
export const crash = new Error('the process ended');

/** Gateways of the model with one book, told before each call what becomes of it. */
export interface PlannedGateways {
  readonly book: Book;
  readonly all: readonly PaymentGateway[];
  /** How each reference's call ended, in order of calling. */
  readonly calls: { readonly reference: string; readonly gateway: string; readonly outcome: CreateOutcome }[];
  /** What becomes of the next calls; accepted when it is used up. */
  planned: CreateOutcome[];
}

export function plannedGateways(names: readonly string[], nowMs: () => number): PlannedGateways {
  let fault: string | undefined;
  const book = emptyBook({
    nowMs,
    nextFault: (operation) => (operation === 'create' ? fault : undefined),
    beforeCreate: async () => {},
  });
  const calls: PlannedGateways['calls'] = [];
  const gatewayOf = (name: string): PaymentGateway => {
    const gateway = modelGateway(book, name, ['alipay', 'wechat_pay']);
    const createPayment: PaymentGateway['createPayment'] = async (request) => {
      const outcome = gateways.planned.shift() ?? 'accepted';
      calls.push({ reference: request.gatewayReference, gateway: name, outcome });
      if (outcome === 'crash_before') throw crash;
      fault = outcome === 'accepted' || outcome === 'crash_after' ? undefined : outcome;
      const result = await gateway.createPayment(request);
      if (outcome === 'crash_after') throw crash;
      return result;
    };
    return { ...gateway, createPayment };
  };
  const gateways: PlannedGateways = { book, all: names.map(gatewayOf), calls, planned: [] };
  return gateways;
}
