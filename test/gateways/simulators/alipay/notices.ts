import { sign } from 'node:crypto';
import type { RsaKey } from '../rsa.ts';
import { beijing } from './bill.ts';
import { refundedFen, type SimTrade, yuan } from './trades.ts';

export type Form = Record<string, string>;

/** The fields of a trade's notification, before they are signed. */
export function tradeForm(
  trade: SimTrade,
  told: { appId: string; sellerId: string; notifyId: string },
): Form {
  const refunded = refundedFen(trade);
  const last = trade.refunds.at(-1);
  return {
    notify_time: beijing(Date.now()),
    notify_type: 'trade_status_sync',
    notify_id: told.notifyId,
    charset: 'utf-8',
    version: '1.0',
    app_id: told.appId,
    auth_app_id: told.appId,
    seller_id: told.sellerId,
    buyer_id: '2088722545310000',
    out_trade_no: trade.reference,
    trade_no: trade.tradeNumber ?? '',
    trade_status: trade.status,
    subject: trade.subject,
    total_amount: yuan(trade.amountFen),
    gmt_create: beijing(trade.createdAtMs),
    ...(trade.paidAtMs === null
      ? {}
      : {
          gmt_payment: beijing(trade.paidAtMs),
          receipt_amount: yuan(trade.amountFen),
          buyer_pay_amount: yuan(trade.payerFen),
          point_amount: '0.00',
          fund_bill_list: `[{"amount":"${yuan(trade.amountFen)}","fundChannel":"ALIPAYACCOUNT"}]`,
        }),
    ...(last === undefined
      ? {}
      : {
          gmt_refund: `${beijing(last.atMs)}.000`,
          refund_fee: yuan(refunded),
          out_biz_no: last.requestNumber,
        }),
  };
}

/** Signs a form as Alipay does: all fields but `sign` and `sign_type`, sorted. */
export function signForm(form: Form, key: RsaKey): Form {
  const text = Object.keys(form)
    .sort()
    .map((name) => `${name}=${form[name]}`)
    .join('&');
  return {
    ...form,
    sign: sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('base64'),
    sign_type: 'RSA2',
  };
}

/** As it is posted. */
export function encodeForm(form: Form): { headers: Record<string, string>; body: string } {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(form).toString(),
  };
}
