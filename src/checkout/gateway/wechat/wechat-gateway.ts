import { gatewayBaseUrl } from '../base-url.ts';
import type { PaymentFlow, PaymentGateway } from '../types.ts';
import { listWechatComplaints, queryWechatComplaint } from './complaints.ts';
import { connect, type WechatPayConfig, type WechatPayProduct } from './connection.ts';
import { createWechatPayment } from './create-payment.ts';
import { parseBill } from './parse-bill.ts';
import { parseWechatNotification } from './parse-notification.ts';
import { closeWechatPayment, queryWechatPayment } from './payments.ts';
import { readWechatBill } from './read-bill.ts';
import { queryWechatRefund, refundWechatPayment } from './refunds.ts';

const REFUND_WITHIN_MS = 365 * 86_400_000;

/**
 * WeChat Pay APIv3 as a gateway of ours. Throws when a key of the configuration is no
 * PEM or its address not to be trusted. What it was asked for and
 * what it was told is believed only with its signature.
 */
export function wechatPayGateway(config: WechatPayConfig): PaymentGateway {
  const connection = connect({
    ...config,
    baseUrl: gatewayBaseUrl('wechat_pay', config.baseUrl, config.livemode),
  });
  return {
    name: 'wechat_pay',
    gatewayMerchantId: config.mchid,
    capabilities: {
      methods: ['wechat_pay'],
      testOnly: !config.livemode,
      close: true,
      authorize: false,
      refund: true,
      partialRefund: true,
      refundWithinMs: REFUND_WITHIN_MS,
      statement: true,
      currencies: ['CNY'],
      statementTimeZone: 'Asia/Shanghai',
      ...(config.feePpm === undefined ? {} : { feePpm: config.feePpm }),
      flows: flowsOf(config.products),
    },
    prepare: () => connection.keys.refreshIfDue(),
    createPayment: (request) => createWechatPayment(connection, request),
    queryPayment: (gatewayReference) => queryWechatPayment(connection, gatewayReference),
    closePayment: (gatewayReference) => closeWechatPayment(connection, gatewayReference),
    capturePayment: () => Promise.resolve({ outcome: 'refused', failureCode: 'capture_not_supported' }),
    refundPayment: (request) => refundWechatPayment(connection, request),
    queryRefund: (refundReference) => queryWechatRefund(connection, refundReference),
    queryComplaint: (gatewayComplaintId) => queryWechatComplaint(connection, gatewayComplaintId),
    listComplaints: (span) => listWechatComplaints(connection, span),
    parseNotification: (raw, nowMs) => parseWechatNotification(connection, raw, nowMs),
    answerNotification: (accepted) =>
      accepted
        ? { status: 204, contentType: 'application/json', body: '' }
        : {
            status: 500,
            contentType: 'application/json',
            body: JSON.stringify({ code: 'FAIL', message: 'not stored' }),
          },
    readStatement: (day) => readWechatBill(connection, day),
    parseStatement: parseBill,
  };
}

/** H5 is for browsers outside WeChat and JSAPI for inside; neither works in other apps. */
function flowsOf(
  products: readonly WechatPayProduct[],
): NonNullable<PaymentGateway['capabilities']['flows']> {
  const served = (product: WechatPayProduct, flow: PaymentFlow): PaymentFlow[] =>
    products.includes(product) ? [flow] : [];
  return {
    web: served('native', 'qr'),
    mobile_web: served('h5', 'redirect'),
    wechat: served('jsapi', 'in_app'),
  };
}
