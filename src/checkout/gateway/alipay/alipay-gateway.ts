import type { PaymentGateway } from '../types.ts';
import { listAlipayComplaints, queryAlipayComplaint } from './complaints.ts';
import { type AlipayConfig, type AlipayDeps, connect, systemDeps } from './config.ts';
import { alipayFlows, createPayment } from './create-payment.ts';
import { CURRENCY } from './messages.ts';
import { parseAlipayNotification } from './parse-notification.ts';
import { parseStatement, readStatement } from './read-statement.ts';
import { queryRefund, refundPayment } from './refund.ts';
import { closePayment, queryPayment } from './settle.ts';

/** Alipay gives money back within twelve months. */
const REFUND_WITHIN_MS = 365 * 86_400_000;

/**
 * Alipay by its v3 API: QR, desktop page and phone page, for renminbi. Every call of it may be repeated, by our
 * references. Throws a plain Error when the configuration cannot work.
 */
export function alipayGateway(config: AlipayConfig, deps: AlipayDeps = systemDeps): PaymentGateway {
  const connection = connect(config, deps);
  return {
    name: 'alipay',
    gatewayMerchantId: config.sellerId,
    capabilities: {
      methods: ['alipay'],
      testOnly: !config.livemode,
      close: true,
      authorize: false,
      refund: true,
      partialRefund: true,
      refundWithinMs: REFUND_WITHIN_MS,
      statement: true,
      currencies: [CURRENCY],
      statementTimeZone: 'Asia/Shanghai',
      ...(config.feePpm === undefined ? {} : { feePpm: config.feePpm }),
      flows: alipayFlows,
      amounts: { [CURRENCY]: { minMinor: 1, maxMinor: 10_000_000_000 } },
    },
    createPayment: (request) => createPayment(connection, request),
    queryPayment: (gatewayReference) => queryPayment(connection, gatewayReference),
    closePayment: (gatewayReference) => closePayment(connection, gatewayReference),
    capturePayment: () => Promise.resolve({ outcome: 'refused', failureCode: 'capture_not_supported' }),
    refundPayment: (request) => refundPayment(connection, request),
    queryRefund: (refundReference, gatewayReference) =>
      queryRefund(connection, refundReference, gatewayReference),
    queryComplaint: (gatewayComplaintId) => queryAlipayComplaint(connection, gatewayComplaintId),
    listComplaints: (span) => listAlipayComplaints(connection, span),
    parseNotification: (raw, nowMs) => parseAlipayNotification(connection, { raw, nowMs }),
    // Anything but the bare word is tried again.
    answerNotification: (accepted) => ({
      status: accepted ? 200 : 503,
      contentType: 'text/plain',
      body: accepted ? 'success' : 'fail',
    }),
    readStatement: (day) => readStatement(connection, day),
    parseStatement,
  };
}
