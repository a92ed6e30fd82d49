import { type StateTable, stateTable } from '../kernel/state-machine.ts';
import { complaintTransitions } from './complaint/complaint.ts';
import { disputeTransitions } from './dispute/dispute.ts';
import { entitlementTransitions } from './entitlement/entitlement.ts';
import { gatewayEventTransitions } from './gateway/gateway-event.ts';
import { invoiceTransitions } from './invoice/invoice.ts';
import { couponUseTransitions } from './offer/coupon.ts';
import { orderTransitions } from './order/order.ts';
import { attemptTransitions } from './payment/attempt.ts';
import { paymentTransitions } from './payment/payment.ts';
import { placeHoldTransitions } from './places/place-hold.ts';
import { refundTransitions } from './refund/refund.ts';
import { checkoutTransitions } from './session/checkout.ts';
import { holdTransitions } from './wallet/hold.ts';
import { deliveryTransitions } from './webhook/delivery.ts';
import { endpointTransitions } from './webhook/endpoint.ts';

/** Every table of states of selling, in the order of a purchase. */
export const checkoutStates: readonly StateTable[] = [
  stateTable({
    name: 'checkout',
    about: 'An offer to pay. What was paid late completes one that is over, when it can be honoured.',
    table: checkoutTransitions,
    starts: ['open'],
    finals: ['complete', 'expired', 'canceled'],
  }),
  stateTable({
    name: 'order',
    about: 'What a checkout became once pay was pressed.',
    table: orderTransitions,
    starts: ['pending'],
    finals: ['paid', 'canceled', 'refunded'],
  }),
  stateTable({
    name: 'payment',
    about: 'Our record of collecting one total, once, whatever it takes.',
    table: paymentTransitions,
    starts: ['created'],
    finals: ['succeeded', 'partially_refunded', 'refunded', 'disputed', 'canceled'],
  }),
  stateTable({
    name: 'attempt',
    about: 'One try of a payment at one gateway. Money can arrive on one that we thought over.',
    table: attemptTransitions,
    starts: ['created'],
    finals: ['succeeded', 'surplus', 'failed', 'canceled'],
  }),
  stateTable({
    name: 'refund',
    about: 'Money going back. A gateway that cannot do it leaves it to a person.',
    table: refundTransitions,
    starts: ['created', 'manual'],
    finals: ['succeeded', 'failed'],
  }),
  stateTable({
    name: 'coupon use',
    about:
      'One coupon on one checkout. A use that went back is taken again when its money arrives after all.',
    table: couponUseTransitions,
    starts: ['reserved'],
    finals: ['redeemed', 'returned'],
  }),
  stateTable({
    name: 'place hold',
    about: 'One place of a product of which only so many are sold, for one order.',
    table: placeHoldTransitions,
    starts: ['held'],
    finals: ['sold', 'returned'],
  }),
  stateTable({
    name: 'wallet hold',
    about: 'Wallet money reserved for one payment or refund; it ends once.',
    table: holdTransitions,
    starts: ['held'],
    finals: ['posted', 'voided', 'expired'],
  }),
  stateTable({
    name: 'dispute',
    about: 'A payer’s bank or wallet contests what was captured.',
    table: disputeTransitions,
    starts: ['opened'],
    finals: ['won', 'lost'],
  }),
  stateTable({
    name: 'complaint',
    about: 'A payer’s complaint at a gateway; people answer it there.',
    table: complaintTransitions,
    starts: ['opened', 'processing', 'closed'],
    finals: ['closed'],
  }),
  stateTable({
    name: 'invoice request',
    about: 'An invoice (发票) that a learner asked for; the host platform issues it.',
    table: invoiceTransitions,
    starts: ['requested'],
    finals: ['issued', 'declined'],
  }),
  stateTable({
    name: 'entitlement',
    about: 'A learner’s right to a product: paused while its money is going back or contested.',
    table: entitlementTransitions,
    starts: ['active'],
    finals: ['active', 'revoked'],
  }),
  stateTable({
    name: 'gateway event',
    about: 'What a gateway told us, stored before it is understood.',
    table: gatewayEventTransitions,
    starts: ['received'],
    finals: ['applied', 'ignored', 'failed'],
  }),
  stateTable({
    name: 'webhook endpoint',
    about: 'Where the host platform is told.',
    table: endpointTransitions,
    starts: ['enabled'],
    finals: ['enabled', 'disabled'],
  }),
  stateTable({
    name: 'webhook delivery',
    about: 'One message to one endpoint.',
    table: deliveryTransitions,
    starts: ['pending'],
    finals: ['delivered', 'failed'],
  }),
];
