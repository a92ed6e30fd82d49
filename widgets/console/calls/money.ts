import type {
  AddCaseEntryBody,
  AllowanceView,
  ApprovalList,
  ApprovalView,
  AuditPage,
  CasePage,
  CaseView,
  DecideApprovalBody,
  DecideCaseBody,
  GivenRefund,
  GiveRefundBody,
  MoveCaseBody,
  OpenCaseBody,
  ProductChoices,
  RequestApprovalBody,
  SendCheckoutBody,
  SendCouponBody,
  SentCheckout,
  SentCoupon,
} from '../../../src/bot/console/wire.ts';
import type { InvoiceOutcomeBody } from '../../../src/checkout/invoice/wire.ts';
import type { Answer } from '../../staff/staff-call.ts';
import { type Change, read, readPage, readQuietly, root, threadPath } from './change.ts';

const invoicePath = (id: string, action: string) => `${root}/invoices/${encodeURIComponent(id)}${action}`;
const casePath = (caseId: string, action = '') => `${root}/cases/${encodeURIComponent(caseId)}${action}`;

/** What gives money or sells, and what is decided about it. Everything with a key can be repeated with the same one. */
export function moneyCalls(change: Change) {
  const keyed = <T>(path: string, body: unknown, idempotencyKey: string): Promise<Answer<T>> =>
    change({ method: 'POST', path, body, idempotencyKey });
  return {
    products: (text: string): Promise<Answer<ProductChoices>> =>
      read(`${root}/products?text=${encodeURIComponent(text)}`),
    allowance: (): Promise<Answer<AllowanceView>> => read(`${root}/allowance`),
    sendCheckout: (id: string, body: SendCheckoutBody, key: string): Promise<Answer<SentCheckout>> =>
      keyed(threadPath(id, '/checkouts'), body, key),
    sendCoupon: (id: string, body: SendCouponBody, key: string): Promise<Answer<SentCoupon>> =>
      keyed(threadPath(id, '/coupons'), body, key),
    refund: (id: string, body: GiveRefundBody, key: string): Promise<Answer<GivenRefund>> =>
      keyed(threadPath(id, '/refunds'), body, key),
    askApproval: (id: string, body: RequestApprovalBody, key: string): Promise<Answer<ApprovalView>> =>
      keyed(threadPath(id, '/approvals'), body, key),
    approvals: (): Promise<Answer<ApprovalList>> => readQuietly(`${root}/approvals?status=requested`),
    decideApproval: (id: string, body: DecideApprovalBody, key: string): Promise<Answer<ApprovalView>> =>
      keyed(`${root}/approvals/${encodeURIComponent(id)}/decisions`, body, key),
    withdrawApproval: (id: string): Promise<Answer<unknown>> =>
      change({ method: 'DELETE', path: `${root}/approvals/${encodeURIComponent(id)}` }),
    settleInvoice: (id: string, body: InvoiceOutcomeBody): Promise<Answer<unknown>> =>
      change({ method: 'POST', path: invoicePath(id, '/outcome'), body }),
    resendInvoice: (id: string): Promise<Answer<unknown>> =>
      change({ method: 'POST', path: invoicePath(id, '/notices') }),
    cases: (cursor: string | null): Promise<Answer<CasePage>> =>
      readPage(`${root}/cases`, { open: 'true', cursor }),
    readCase: (caseId: string): Promise<Answer<CaseView>> => read(casePath(caseId)),
    openCase: (body: OpenCaseBody): Promise<Answer<CaseView>> =>
      change({ method: 'POST', path: `${root}/cases`, body }),
    addEntry: (caseId: string, body: AddCaseEntryBody): Promise<Answer<CaseView>> =>
      change({ method: 'POST', path: casePath(caseId, '/entries'), body }),
    takeCase: (caseId: string): Promise<Answer<CaseView>> =>
      change({ method: 'PUT', path: casePath(caseId, '/owner'), body: { ownerId: 'me' } }),
    moveCase: (caseId: string, body: MoveCaseBody): Promise<Answer<CaseView>> =>
      change({ method: 'PUT', path: casePath(caseId, '/status'), body }),
    decideCase: (caseId: string, body: DecideCaseBody, key: string): Promise<Answer<CaseView>> =>
      keyed(casePath(caseId, '/decisions'), body, key),
    audit: (cursor: number | null): Promise<Answer<AuditPage>> =>
      read(`${root}/audit${cursor === null ? '' : `?cursor=${cursor}`}`),
  };
}
