import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeRsaKey } from '../rsa.ts';
import { notifiedRefundOf, transactionOf } from './answers.ts';
import {
  type Book,
  type BookedComplaint,
  type BookedOrder,
  type BookedRefund,
  newBook,
  payOrder,
} from './book.ts';
import { type Fault, newFaults } from './faults.ts';
import { type Delivery, type Notifier, newNotifier } from './notifier.ts';
import { newPlatform, type Platform } from './platform.ts';
import type { Shop } from './routes.ts';
import { serve } from './serve.ts';

export type { BookedOrder } from './book.ts';
export type { Delivery } from './notifier.ts';
export { RETRY_SECONDS } from './notifier.ts';

export interface SimulatorOptions {
  /** How long a second of the retry schedule lasts; 1,000. */
  readonly secondMs?: number;
  /** Where complaints are told. */
  readonly complaintUrl?: string;
}

/** A WeChat Pay of one merchant that speaks APIv3 with real keys; no money, no network beyond this machine. */
export interface WechatSimulator {
  readonly url: string;
  readonly mchid: string;
  readonly appId: string;
  readonly apiV3Key: string;
  readonly merchantSerial: string;
  /** PEM. */
  readonly merchantPrivateKey: string;
  readonly platform: Platform;
  readonly notifier: Notifier;
  readonly book: Book;
  /** Pays as the payer who scans; with a voucher when `payerTotal` is less. Throws when it takes no money. */
  pay(outTradeNo: string, payerTotal?: number): BookedOrder;
  fault(fault: Fault): void;
  clearFaults(): void;
  complain(outTradeNo: string | null, text: string): BookedComplaint;
  /** The merchant has settled it in WeChat Pay's console. */
  settleComplaint(complaintId: string): void;
  /** How many requests came for a path that begins so. */
  calls(prefix: string): number;
  deliveryOf(reference: string, eventType: string): Delivery | undefined;
  close(): Promise<void>;
}

const REFUND_MS = 40;

export async function startWechatSimulator(options: SimulatorOptions = {}): Promise<WechatSimulator> {
  const apiV3Key = randomBytes(16).toString('hex');
  const platform = newPlatform(apiV3Key);
  const merchantKeys = makeRsaKey();
  const account = { mchid: '1900000109', appId: 'wx8888888888888888' };
  const merchantSerial = randomBytes(20).toString('hex').toUpperCase();
  const notifier = newNotifier(platform, options.secondMs ?? 1_000);
  const faults = newFaults();
  const book = newBook();
  const calls: string[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const tellPayment = (order: BookedOrder): void => {
    const kind = faults.take('notification');
    const data = transactionOf(account, order);
    if (kind === 'wrong_amount') data.amount.total += 1;
    if (kind === 'wrong_mchid') data.mchid = '1900000999';
    const news = {
      eventType: 'TRANSACTION.SUCCESS',
      reference: order.outTradeNo,
      url: order.notifyUrl,
      data,
    };
    notifier.tell(news, kind === 'wrong_amount' || kind === 'wrong_mchid' ? undefined : kind);
  };
  const endRefund = (order: BookedOrder, refund: BookedRefund): void => {
    if (refund.status !== 'PROCESSING') return;
    refund.status = refund.ending;
    if (refund.notifyUrl === null) return;
    const data = notifiedRefundOf(account, order, refund);
    const news = {
      eventType: `REFUND.${refund.status}`,
      reference: refund.outRefundNo,
      url: refund.notifyUrl,
      data,
    };
    const kind = faults.take('notification');
    notifier.tell(news, kind === 'wrong_amount' || kind === 'wrong_mchid' ? undefined : kind);
  };
  const tellComplaint = (complaint: BookedComplaint, action: string, eventType: string): void => {
    if (options.complaintUrl === undefined) return;
    const data = { complaint_id: complaint.complaintId, action_type: action };
    notifier.tell({ eventType, reference: complaint.complaintId, url: options.complaintUrl, data });
  };
  const shop: Shop = {
    account,
    book,
    faults,
    platform,
    url: () => url,
    bills: new Map(),
    onRefund: (order, refund) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        endRefund(order, refund);
      }, REFUND_MS);
      timers.add(timer);
    },
    onLook: endRefund,
  };
  const merchant = { mchid: account.mchid, serial: merchantSerial, publicKey: merchantKeys.publicKey };
  const server = http.createServer(serve(shop, merchant, calls));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    ...account,
    apiV3Key,
    merchantSerial,
    merchantPrivateKey: merchantKeys.privatePem,
    platform,
    notifier,
    book,
    pay: (outTradeNo, payerTotal) => {
      const order = payOrder(book, outTradeNo, payerTotal);
      tellPayment(order);
      return order;
    },
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    complain: (outTradeNo, text) => {
      const complaintId = `2002${book.nextNumber()}`;
      const complaint: BookedComplaint = {
        ...{ complaintId, outTradeNo, text },
        openedAtMs: Date.now(),
        state: 'PENDING',
      };
      book.complaints.set(complaintId, complaint);
      tellComplaint(complaint, 'CREATE_COMPLAINT', 'COMPLAINT.CREATE');
      return complaint;
    },
    settleComplaint: (complaintId) => {
      const complaint = book.complaints.get(complaintId);
      if (complaint === undefined) throw new Error('no such complaint');
      complaint.state = 'PROCESSED';
      tellComplaint(complaint, 'MERCHANT_CONFIRM_COMPLETE', 'COMPLAINT.STATE_CHANGE');
    },
    calls: (prefix) => calls.filter((path) => path.startsWith(prefix)).length,
    deliveryOf: (reference, eventType) =>
      notifier.deliveries().find((one) => one.reference === reference && one.eventType === eventType),
    close: async () => {
      notifier.stop();
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
