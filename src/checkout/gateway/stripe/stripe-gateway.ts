import type { PaymentGateway } from '../types.ts';
import { connect, type StripeConfig, type StripeDeps, systemDeps } from './config.ts';
import { createPayment, stripeFlows } from './create-payment.ts';
import { parseStripeNotification } from './parse-notification.ts';
import { queryDisputes } from './query-disputes.ts';
import { findReference, readStatement } from './read-statement.ts';
import { queryRefund, refundPayment } from './refund.ts';
import { capturePayment, closePayment, queryPayment } from './settle.ts';

/**
 * Stripe: cards on its hosted page, with 3-D Secure and manual capture, and its Alipay and WeChat Pay as second ways. Throws
 * a plain Error when the configuration cannot work.
 */
export function stripeGateway(config: StripeConfig, deps: StripeDeps = systemDeps): PaymentGateway {
  const connection = connect(config, deps);
  return {
    name: 'stripe',
    gatewayMerchantId: config.accountId,
    capabilities: {
      methods: config.methods ?? ['card', 'alipay', 'wechat_pay'],
      testOnly: !connection.livemode,
      close: true,
      authorize: true,
      partialCapture: true,
      refund: true,
      partialRefund: true,
      refundWithinMs: null,
      statement: true,
      currencies: null,
      statementTimeZone: 'UTC',
      flowsByMethod: stripeFlows,
    },
    createPayment: (request) => createPayment(connection, request),
    queryPayment: (gatewayReference) => queryPayment(connection, gatewayReference),
    closePayment: (gatewayReference) => closePayment(connection, gatewayReference),
    capturePayment: (capture) => capturePayment(connection, capture),
    refundPayment: (request) => refundPayment(connection, request),
    queryRefund: (refundReference, gatewayReference) =>
      queryRefund(connection, refundReference, gatewayReference),
    queryDisputes: ({ gatewayReference }) => queryDisputes(connection, gatewayReference),
    findReference: (gatewayPaymentId) => findReference(connection, gatewayPaymentId),
    parseNotification: (raw, nowMs) =>
      parseStripeNotification(connection, config.webhookSecrets, { raw, nowMs }),
    answerNotification: (accepted) => ({
      status: accepted ? 200 : 503,
      contentType: 'application/json',
      body: JSON.stringify({ received: accepted }),
    }),
    readStatement: (day) => readStatement(connection, day),
  };
}
