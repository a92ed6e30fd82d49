import { createHash, randomBytes } from 'node:crypto';
import { type Account, billOf, complaintOf, complaintsOf, refundOf, transactionOf } from './answers.ts';
import {
  type Book,
  type BookedOrder,
  type BookedRefund,
  closeOrder,
  findRefund,
  orderOf,
  Refusal,
  refundOrder,
  type WantedRefund,
} from './book.ts';
import type { Faults } from './faults.ts';
import type { Platform } from './platform.ts';

export interface Shop {
  readonly account: Account;
  readonly book: Book;
  readonly faults: Faults;
  readonly platform: Platform;
  readonly url: () => string;
  /** Bill files by their token. */
  readonly bills: Map<string, string>;
  /** A refund was accepted; its end comes by itself. */
  readonly onRefund: (order: BookedOrder, refund: BookedRefund) => void;
  /** A look at a refund that is under way may find it done. */
  readonly onLook: (order: BookedOrder, refund: BookedRefund) => void;
}

export interface ShopAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface ShopRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: RegExp;
  readonly operation: 'create' | 'query' | 'close' | 'refund' | 'certificates' | 'bill';
  readonly handle: (shop: Shop, request: ShopRequest, parameter: string) => ShopAnswer;
}

/** What the simulator serves of APIv3. */
export const routes: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/v3\/pay\/transactions\/(native|h5|jsapi)$/,
    operation: 'create',
    handle: (shop, { body }, product) => createOrder(shop, body, product as BookedOrder['product']),
  },
  {
    method: 'GET',
    pattern: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/,
    operation: 'query',
    handle: (shop, { query }, outTradeNo) => {
      if (query.get('mchid') !== shop.account.mchid) throw new Refusal(400, 'PARAM_ERROR', 'mchid');
      return { status: 200, body: transactionOf(shop.account, orderOf(shop.book, outTradeNo)) };
    },
  },
  {
    method: 'POST',
    pattern: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
    operation: 'close',
    handle: (shop, { body }, outTradeNo) => {
      if ((body as { mchid?: string }).mchid !== shop.account.mchid) throw new Refusal(400, 'PARAM_ERROR');
      closeOrder(shop.book, outTradeNo);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    pattern: /^\/v3\/refund\/domestic\/refunds()$/,
    operation: 'refund',
    handle: (shop, { body }) => createRefund(shop, body as WantedRefund),
  },
  {
    method: 'GET',
    pattern: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
    operation: 'query',
    handle: (shop, _request, outRefundNo) => {
      const found = findRefund(shop.book, outRefundNo);
      if (found === undefined) throw new Refusal(404, 'RESOURCE_NOT_EXISTS');
      shop.onLook(found.order, found.refund);
      return { status: 200, body: refundOf(found.order, found.refund) };
    },
  },
  {
    method: 'GET',
    pattern: /^\/v3\/merchant-service\/complaints-v2()$/,
    operation: 'query',
    handle: (shop, { query }) => {
      if (query.get('complainted_mchid') !== shop.account.mchid)
        throw new Refusal(400, 'PARAM_ERROR', 'mchid');
      return { status: 200, body: complaintsOf(shop.book, query) };
    },
  },
  {
    method: 'GET',
    pattern: /^\/v3\/merchant-service\/complaints-v2\/([^/]+)$/,
    operation: 'query',
    handle: (shop, _request, complaintId) => {
      const complaint = shop.book.complaints.get(complaintId);
      if (complaint === undefined) throw new Refusal(404, 'RESOURCE_NOT_EXISTS');
      return { status: 200, body: complaintOf(shop.book, complaint) };
    },
  },
  {
    method: 'GET',
    pattern: /^\/v3\/certificates()$/,
    operation: 'certificates',
    handle: (shop) => ({ status: 200, body: { data: certificatesOf(shop) } }),
  },
  {
    method: 'GET',
    pattern: /^\/v3\/bill\/tradebill()$/,
    operation: 'bill',
    handle: (shop, { query }) => applyForBill(shop, query.get('bill_date') ?? ''),
  },
];

const BODY_LIMITS = { descriptionBytes: 127, notifyUrl: 255 };

interface WantedOrder {
  readonly appid: string;
  readonly mchid: string;
  readonly description: string;
  readonly out_trade_no: string;
  readonly time_expire: string;
  readonly notify_url: string;
  readonly amount: { readonly total: number; readonly currency: string };
  readonly settle_info?: { readonly profit_sharing?: boolean };
  readonly scene_info?: { readonly payer_client_ip?: string; readonly h5_info?: { readonly type?: string } };
  readonly payer?: { readonly openid?: string };
}

function createOrder(shop: Shop, body: unknown, product: BookedOrder['product']): ShopAnswer {
  const wanted = body as WantedOrder;
  const problem = problemOf(shop.account, wanted, product);
  if (problem !== null) throw new Refusal(400, 'PARAM_ERROR', problem);
  const fingerprint = JSON.stringify([product, wanted]);
  const known = shop.book.orders.get(wanted.out_trade_no);
  if (known !== undefined) refuseOther(known, fingerprint);
  else shop.book.orders.set(wanted.out_trade_no, newOrder(shop, wanted, { product, fingerprint }));
  const ticket = createHash('sha256').update(fingerprint).digest('hex').slice(0, 24);
  const answers = {
    native: { code_url: `weixin://wxpay/bizpayurl?pr=${ticket}` },
    h5: { h5_url: `https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=${ticket}&package=1` },
    jsapi: { prepay_id: `wx${ticket}` },
  };
  return { status: 200, body: answers[product] };
}

function refuseOther(known: BookedOrder, fingerprint: string): void {
  if (known.state === 'CLOSED') throw new Refusal(400, 'ORDER_CLOSED');
  if (known.state !== 'NOTPAY') throw new Refusal(400, 'ORDERPAID');
  if (known.fingerprint !== fingerprint) throw new Refusal(400, 'INVALID_REQUEST', 'other parameters');
}

function newOrder(
  shop: Shop,
  wanted: WantedOrder,
  { product, fingerprint }: Pick<BookedOrder, 'product' | 'fingerprint'>,
): BookedOrder {
  return {
    outTradeNo: wanted.out_trade_no,
    product,
    transactionId: shop.book.nextNumber(),
    appid: wanted.appid,
    total: wanted.amount.total,
    description: wanted.description,
    profitSharing: wanted.settle_info?.profit_sharing === true,
    openid: wanted.payer?.openid ?? null,
    notifyUrl: wanted.notify_url,
    expiresAtMs: Date.parse(wanted.time_expire),
    fingerprint,
    state: 'NOTPAY',
    payerTotal: 0,
    paidAtMs: null,
    refunds: [],
  };
}

function problemOf(account: Account, wanted: WantedOrder, product: BookedOrder['product']): string | null {
  const checks: readonly (readonly [boolean, string])[] = [
    [wanted.mchid === account.mchid && wanted.appid === account.appId, 'appid and mchid'],
    [/^[\w|*-]{6,32}$/.test(wanted.out_trade_no), 'out_trade_no'],
    [Number.isInteger(wanted.amount?.total) && wanted.amount.total >= 1, 'amount.total'],
    [wanted.amount?.currency === 'CNY', 'amount.currency'],
    [isText(wanted.description, BODY_LIMITS.descriptionBytes), 'description'],
    [isText(wanted.notify_url, BODY_LIMITS.notifyUrl) && !wanted.notify_url.includes('?'), 'notify_url'],
    [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(wanted.time_expire), 'time_expire'],
    [Date.parse(wanted.time_expire) > Date.now(), 'time_expire is over'],
    [product !== 'h5' || /^[\d.:a-f]+$/i.test(wanted.scene_info?.payer_client_ip ?? ''), 'payer_client_ip'],
    [product !== 'h5' || wanted.scene_info?.h5_info?.type !== undefined, 'h5_info'],
    [product !== 'jsapi' || (wanted.payer?.openid ?? '') !== '', 'openid'],
  ];
  return checks.find(([holds]) => !holds)?.[1] ?? null;
}

function isText(text: unknown, bytesMax: number): boolean {
  return typeof text === 'string' && text !== '' && Buffer.byteLength(text) <= bytesMax;
}

function createRefund(shop: Shop, wanted: WantedRefund): ShopAnswer {
  const kind = shop.faults.take('refund_ending');
  if (kind === 'NOT_ENOUGH' || kind === 'USER_ACCOUNT_ABNORMAL') throw new Refusal(403, kind);
  const { order, refund, isNew } = refundOrder(shop.book, wanted, kind ?? 'SUCCESS');
  if (isNew) shop.onRefund(order, refund);
  return { status: 200, body: refundOf(order, refund) };
}

function certificatesOf({ platform }: Shop) {
  return platform.certificates().map((certificate) => ({
    serial_no: certificate.serial,
    effective_time: '2026-01-01T00:00:00+08:00',
    expire_time: '2046-01-01T00:00:00+08:00',
    encrypt_certificate: platform.seal(certificate.pem, 'certificate'),
  }));
}

function applyForBill(shop: Shop, day: string): ShopAnswer {
  const kind = shop.faults.take('bill_file');
  if (kind === 'not_ready') throw new Refusal(400, 'STATEMENT_CREATING');
  const text = billOf(shop.account, shop.book, day);
  if (text === null) throw new Refusal(400, 'NO_STATEMENT_EXIST');
  const cut = text.slice(0, text.lastIndexOf('\r\n总') + 2);
  const given = kind === 'cut_off' ? cut : text;
  const token = randomBytes(12).toString('hex');
  shop.bills.set(token, kind === 'corrupt' ? `${given} ` : given);
  const hash_value = createHash('sha1').update(given).digest('hex');
  const download_url = `${shop.url()}/v3/billdownload/file?token=${token}`;
  return { status: 200, body: { hash_type: 'SHA1', hash_value, download_url } };
}
