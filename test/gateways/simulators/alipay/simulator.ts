import { randomUUID, sign, verify } from 'node:crypto';
import type { RawNotification } from '../../../../src/checkout/gateway/types.ts';
import { parseAmount } from '../../../../src/kernel/money.ts';
import {
  type Answer,
  type Call,
  type Fault,
  type Faults,
  faultBox,
  type Notifier,
  notifier,
  serve,
  underFault,
} from '../kit.ts';
import type { RsaKey } from '../rsa.ts';
import { beijing, billArchive } from './bill.ts';
import { type Complaints, complaintBook } from './complaints.ts';
import { encodeForm, type Form, signForm, tradeForm } from './notices.ts';
import { refundedFen, type SimTrade, TradeError, type Trades, tradeBook, yuan } from './trades.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** +4 min, 10, 10, 1 h, 2 h, 6 h, 15 h: eight tries in 25 hours. */
const RETRIES_MS = [
  4 * MINUTE_MS,
  10 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  15 * HOUR_MS,
];
/** 25 hours in less than a second. */
const COMPRESSION = 100_000;
const REQUEST_AGE_MAX_MS = 10 * MINUTE_MS;

export interface AlipaySimulatorOptions {
  readonly appId: string;
  readonly sellerId: string;
  /** The application's key as the merchant gave it to Alipay. */
  readonly app: Pick<RsaKey, 'publicKey'>;
  /** Alipay's own key. */
  readonly alipay: RsaKey;
  /** In certificate mode: what each side's certificate is called. */
  readonly serials?: { readonly app: string; readonly root: string; readonly alipay: string };
  /** How much faster than in life its schedule of notifications runs. */
  readonly compression?: number;
}

export interface AlipaySimulator {
  readonly url: string;
  readonly faults: Faults;
  readonly notifications: Notifier;
  readonly trades: Trades;
  readonly complaints: Complaints;
  /** Bodies of the calls that came, by path. */
  readonly calls: { readonly path: string; readonly body: string }[];
  /** How far Alipay's clock is ahead. */
  skewMs: number;
  /** Alipay's key from now on. */
  rotateKey(key: RsaKey): void;
  /** A browser that opens a signed address of ours; throws when Alipay would show its error page. */
  openPage(url: string): { readonly method: string; readonly content: Record<string, string> };
  pay(reference: string, payerFen?: number): SimTrade;
  /** Signs any form as Alipay would. */
  signed(form: Form): RawNotification;
  formOf(reference: string, change?: Form): Form;
  close(): Promise<void>;
}

interface State extends AlipaySimulatorOptions {
  key: RsaKey;
  readonly simulator: AlipaySimulator;
}

/** Alipay on this machine: v3 calls, signed pages, notifications with their tries, and bills. */
export async function startAlipay(options: AlipaySimulatorOptions): Promise<AlipaySimulator> {
  const trades = tradeBook(() => Date.now() + simulator.skewMs);
  const faults = faultBox();
  const notifications = notifier({
    scheduleMs: RETRIES_MS,
    compression: options.compression ?? COMPRESSION,
    isAccepted: (_status, body) => body === 'success',
  });
  const server = await serve((call) => answer(state, call));
  const simulator: AlipaySimulator = {
    url: server.url,
    faults,
    notifications,
    trades,
    complaints: complaintBook(),
    calls: [],
    skewMs: 0,
    rotateKey: (key) => {
      state.key = key;
    },
    openPage: (url) => openPage(state, new URL(url)),
    pay: (reference, payerFen) => {
      const trade = trades.pay(reference, payerFen);
      notify(state, trade);
      return trade;
    },
    signed: (form) => {
      const { headers, body } = encodeForm(signForm(form, state.key));
      return { headers, body: Buffer.from(body) };
    },
    formOf: (reference, change = {}) => ({
      ...formOf(state, trades.find(reference), randomUUID()),
      ...change,
    }),
    close: server.close,
  };
  const state: State = { ...options, key: options.alipay, simulator };
  return simulator;
}

function formOf({ appId, sellerId }: State, trade: SimTrade, notifyId: string): Form {
  return tradeForm(trade, { appId, sellerId, notifyId });
}

function notify(state: State, trade: SimTrade): void {
  const fault = state.simulator.faults.take('notification');
  const notifyId = randomUUID().replaceAll('-', '');
  const content = formOf(state, { ...trade, refunds: [...trade.refunds] }, notifyId);
  state.simulator.notifications.send(
    {
      eventId: notifyId,
      reference: trade.reference,
      url: trade.notifyUrl,
      make: () => encodeForm(lie(signForm({ ...content, ...untruth(fault) }, state.key), fault)),
    },
    fault,
  );
}

/** What a fault makes Alipay say, with its signature. */
function untruth(fault: Fault | undefined): Form {
  if (fault?.kind === 'wrong_amount') return { total_amount: '0.01' };
  if (fault?.kind === 'wrong_account') return { seller_id: '2088000000000000' };
  return {};
}

function lie(form: Form, fault: Fault | undefined): Form {
  return fault?.kind === 'wrong_signature' ? { ...form, sign: Buffer.alloc(256).toString('base64') } : form;
}

async function answer(state: State, call: Call): Promise<Answer | null> {
  const { simulator } = state;
  if (call.url.pathname.startsWith('/bill/')) {
    const day = call.url.pathname.slice('/bill/'.length);
    const archive = billArchive(simulator.trades.all(), state.sellerId, day);
    return { status: 200, headers: { 'content-type': 'application/zip' }, body: archive };
  }
  simulator.calls.push({ path: call.path, body: call.body });
  const route = routes[call.url.pathname] ?? complaintRoute(call);
  const refusal = doorRefusal(state, call);
  if (refusal !== null) return refused(state, 401, refusal);
  if (route === undefined) return refused(state, 404, 'api-not-found');
  const fault = simulator.faults.take(route.operation);
  if (fault?.kind === 'system_error') return refused(state, 400, 'ACQ.SYSTEM_ERROR');
  if (fault?.kind === 'forbidden') return refused(state, 400, 'ACQ.ACCESS_FORBIDDEN');
  return underFault(fault, () => {
    try {
      const told = route.work(state, call, fault);
      const content = fault?.kind === 'wrong_reference' ? { ...told, out_trade_no: 'T0' } : told;
      return answered(state, { status: 200, content, unsigned: fault?.kind === 'unsigned' });
    } catch (error) {
      if (error instanceof TradeError) return refused(state, 400, error.code);
      throw error;
    }
  });
}

function refused(state: State, status: number, code: string): Answer {
  return answered(state, { status, content: { code, message: code, links: [] } });
}

function answered(
  state: State,
  told: { status: number; content: unknown; unsigned?: boolean | undefined },
): Answer {
  const body = JSON.stringify(told.content);
  const timestamp = String(Date.now() + state.simulator.skewMs);
  const nonce = randomUUID();
  const signature = sign(
    'RSA-SHA256',
    Buffer.from(`${timestamp}\n${nonce}\n${body}\n`),
    state.key.privateKey,
  );
  const headers = {
    'content-type': 'application/json',
    'alipay-trace-id': nonce,
    'alipay-timestamp': timestamp,
    'alipay-nonce': nonce,
    ...(told.unsigned === true ? {} : { 'alipay-signature': signature.toString('base64') }),
    ...(state.serials === undefined ? {} : { 'alipay-sn': state.serials.alipay }),
  };
  return { status: told.status, headers, body };
}

/** Checks a v3 request as Alipay does; null when it may enter. */
function doorRefusal(state: State, call: Call): string | null {
  const match = /^ALIPAY-SHA256withRSA (.*),sign=(.*)$/.exec(call.headers.authorization ?? '');
  if (match === null) return 'missing-signature';
  const [, parts = '', signature = ''] = match;
  const fields = new Map(parts.split(',').map((part) => part.split('=') as [string, string]));
  if (fields.get('app_id') !== state.appId) return 'invalid-app-id';
  if (state.serials !== undefined && fields.get('app_cert_sn') !== state.serials.app)
    return 'invalid-app-cert-sn';
  if (state.serials !== undefined && call.headers['alipay-root-cert-sn'] !== state.serials.root)
    return 'invalid-root-cert-sn';
  const ageMs = Date.now() + state.simulator.skewMs - Number(fields.get('timestamp'));
  if (!(Math.abs(ageMs) <= REQUEST_AGE_MAX_MS)) return 'invalid-timestamp';
  const text = `${parts}\n${call.method}\n${call.path}\n${call.body}\n`;
  const holds = verify(
    'RSA-SHA256',
    Buffer.from(text),
    state.app.publicKey,
    Buffer.from(signature, 'base64'),
  );
  return holds ? null : 'invalid-signature';
}

interface Route {
  readonly operation: Fault['operation'];
  work(state: State, call: Call, fault?: Fault): Record<string, unknown>;
}

const routes: Readonly<Record<string, Route>> = {
  '/v3/alipay/trade/precreate': {
    operation: 'create',
    work: ({ simulator }, call) => {
      const body = read(call);
      announce(simulator.trades, body, body['notify_url'] ?? '');
      return { out_trade_no: body['out_trade_no'], qr_code: `https://qr.alipay.com/${body['out_trade_no']}` };
    },
  },
  '/v3/alipay/trade/query': {
    operation: 'query',
    work: ({ simulator }, call) => tradeView(simulator.trades.find(read(call)['out_trade_no'] ?? '')),
  },
  '/v3/alipay/trade/close': {
    operation: 'close',
    work: ({ simulator }, call) => {
      const trade = simulator.trades.close(read(call)['out_trade_no'] ?? '');
      return { trade_no: trade.tradeNumber, out_trade_no: trade.reference };
    },
  },
  '/v3/alipay/trade/refund': { operation: 'refund', work: refundTrade },
  '/v3/alipay/trade/fastpay/refund/query': { operation: 'query', work: queryRefund },
  '/v3/alipay/merchant/tradecomplain/batchquery': {
    operation: 'query',
    work: ({ simulator }, call) => simulator.complaints.list(read(call)),
  },
  '/v3/alipay/data/dataservice/bill/downloadurl/query': {
    operation: 'statement',
    work: ({ simulator }, call) => {
      const day = call.url.searchParams.get('bill_date') ?? '';
      if (
        !simulator.trades.all().some(({ paidAtMs }) => paidAtMs !== null && beijing(paidAtMs).startsWith(day))
      )
        throw new TradeError('isp.bill_not_exist');
      return { bill_download_url: `${simulator.url}/bill/${day}` };
    },
  },
};

const COMPLAINT = '/v3/alipay/merchant/tradecomplain/';

/** One complaint stands in the path, their list has a path of its own. */
function complaintRoute(call: Call): Route | undefined {
  if (call.method !== 'GET' || !call.url.pathname.startsWith(COMPLAINT)) return undefined;
  const eventId = decodeURIComponent(call.url.pathname.slice(COMPLAINT.length));
  return { operation: 'query', work: ({ simulator }) => simulator.complaints.view(eventId) };
}

function read(call: Call): Record<string, string> {
  return JSON.parse(call.body) as Record<string, string>;
}

function announce(trades: Trades, content: Record<string, string>, notifyUrl: string): void {
  const amountFen = parseAmount(content['total_amount'] ?? '', 'CNY');
  const expiresAtMs = Date.parse(`${(content['time_expire'] ?? '').replace(' ', 'T')}+08:00`);
  if (amountFen === null || amountFen < 1 || Number.isNaN(expiresAtMs))
    throw new TradeError('ACQ.INVALID_PARAMETER');
  if (/[/=&]/.test(content['subject'] ?? '/')) throw new TradeError('ACQ.INVALID_PARAMETER');
  trades.announce({
    reference: content['out_trade_no'] ?? '',
    amountFen,
    subject: content['subject'] ?? '',
    notifyUrl,
    expiresAtMs,
  });
}

function tradeView(trade: SimTrade): Record<string, unknown> {
  return {
    trade_no: trade.tradeNumber,
    out_trade_no: trade.reference,
    buyer_logon_id: '138******00',
    buyer_user_id: '2088722545310000',
    trade_status: trade.status,
    total_amount: yuan(trade.amountFen),
    ...(trade.paidAtMs === null
      ? {}
      : { send_pay_date: beijing(trade.paidAtMs), buyer_pay_amount: yuan(trade.payerFen) }),
  };
}

function refundTrade(state: State, call: Call, fault?: Fault): Record<string, unknown> {
  const { trades } = state.simulator;
  const body = read(call);
  const reference = body['out_trade_no'] ?? '';
  const amountFen = parseAmount(body['refund_amount'] ?? '', 'CNY');
  if (amountFen === null || amountFen < 1) throw new TradeError('ACQ.INVALID_PARAMETER');
  const isDone = fault?.kind !== 'late';
  const changed = trades.refund({
    reference,
    requestNumber: body['out_request_no'] ?? '',
    amountFen,
    isDone,
  });
  const trade = trades.find(reference);
  if (changed) notify(state, trade);
  return {
    trade_no: trade.tradeNumber,
    out_trade_no: reference,
    buyer_logon_id: '138******00',
    refund_fee: yuan(refundedFen(trade)),
    fund_change: changed && isDone ? 'Y' : 'N',
  };
}

function queryRefund({ simulator }: State, call: Call): Record<string, unknown> {
  const body = read(call);
  const trade = simulator.trades.find(body['out_trade_no'] ?? '');
  const refund = trade.refunds.find(({ requestNumber }) => requestNumber === body['out_request_no']);
  if (refund === undefined) return {};
  return {
    trade_no: trade.tradeNumber,
    out_trade_no: trade.reference,
    out_request_no: refund.requestNumber,
    total_amount: yuan(trade.amountFen),
    refund_amount: yuan(refund.amountFen),
    ...(refund.isDone ? { refund_status: 'REFUND_SUCCESS' } : {}),
  };
}

function openPage(state: State, url: URL): { method: string; content: Record<string, string> } {
  const fields = Object.fromEntries(url.searchParams);
  const text = Object.keys(fields)
    .filter((name) => name !== 'sign')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const signature = Buffer.from(fields['sign'] ?? '', 'base64');
  if (!verify('RSA-SHA256', Buffer.from(text), state.app.publicKey, signature))
    throw new TradeError('invalid-signature');
  if (fields['app_id'] !== state.appId) throw new TradeError('invalid-app-id');
  const content = JSON.parse(fields['biz_content'] ?? '{}') as Record<string, string>;
  announce(state.simulator.trades, content, fields['notify_url'] ?? '');
  return { method: fields['method'] ?? '', content };
}
