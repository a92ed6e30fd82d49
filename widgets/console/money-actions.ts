import type {
  ApprovalWish,
  DecideCaseBody,
  GiveRefundBody,
  SendCheckoutBody,
  SendCouponBody,
} from '../../src/bot/console/wire.ts';
import type { Answer, Refusal } from '../staff/staff-call.ts';
import { forgetWish, isFinal, keepWish } from '../ui/wishes.ts';
import { tell } from './actions.ts';
import type { Desk } from './desk.ts';
import { readDetails } from './read-all.ts';

/** Settles a held payment. */
export async function decide(
  desk: Desk,
  reviewId: string,
  given: { decision: 'approve' | 'reject'; note: string },
): Promise<void> {
  const { store } = desk;
  if (store.get().busy !== null) return;
  store.set({ busy: 'decide', refusal: null });
  const { decision, note } = given;
  const answer = await desk.calls.decide(
    reviewId,
    note.trim() === '' ? { decision } : { decision, note: note.trim() },
  );
  store.set({ busy: null });
  desk.refuse(answer);
  await desk.refresh();
}

export function sendCheckout(desk: Desk, id: string, body: SendCheckoutBody) {
  return asWish(desk, `checkout:${id}`, { body, call: (key) => desk.calls.sendCheckout(id, body, key) });
}

export function sendCoupon(desk: Desk, id: string, body: SendCouponBody) {
  return asWish(desk, `coupon:${id}`, { body, call: (key) => desk.calls.sendCoupon(id, body, key) });
}

export function giveRefund(desk: Desk, id: string, body: GiveRefundBody) {
  return asWish(desk, `refund:${id}`, { body, call: (key) => desk.calls.refund(id, body, key) });
}

/** Asks a second person for what is above one's own limits. */
export function askApproval(desk: Desk, id: string, given: { wish: ApprovalWish; note: string }) {
  return asWish(desk, `approval:${id}`, {
    body: given,
    call: (key) => desk.calls.askApproval(id, given, key),
  });
}

export async function decideApproval(
  desk: Desk,
  approvalId: string,
  given: { decision: 'approve' | 'decline'; note: string },
): Promise<void> {
  const { decision, note } = given;
  const body = note.trim() === '' ? { decision } : { decision, note: note.trim() };
  const call = (key: string) => desk.calls.decideApproval(approvalId, body, key);
  desk.refuse(await asWish(desk, `decide:${approvalId}`, { body, call }));
}

/** Takes back what one asked of a supervisor oneself. */
export async function withdrawApproval(desk: Desk, approvalId: string): Promise<void> {
  desk.refuse(await desk.calls.withdrawApproval(approvalId));
  await Promise.all([readDetails(desk), desk.refresh()]);
}

/** Tells the learner once more that their invoice was issued. */
export async function resendInvoice(desk: Desk, invoiceId: string, done: string): Promise<void> {
  const answer = await desk.calls.resendInvoice(invoiceId);
  if (answer.ok) tell(desk, done);
  else desk.refuse(answer);
}

export function decideCase(desk: Desk, caseId: string, body: DecideCaseBody) {
  return asWish(desk, `case:${caseId}`, { body, call: (key) => desk.calls.decideCase(caseId, body, key) });
}

interface Wanted<T> {
  readonly body: unknown;
  readonly call: (key: string) => Promise<Answer<T>>;
}

/**
 * Sends what moves money under a key that is kept before it is sent: the same wish after a lost answer carries the
 * same key, also after a reload, and another wish another one (M3).
 */
async function asWish<T>(desk: Desk, about: string, { body, call }: Wanted<T>): Promise<Answer<T>> {
  const { store, deps } = desk;
  if (store.get().busy !== null) return { ...stillBusy };
  store.set({ busy: about, refusal: null });
  const name = `console:${about}:${JSON.stringify(body)}`;
  const { key } = keepWish(deps, name, null);
  const answer = await call(key);
  if (answer.ok || isFinal(answer)) forgetWish(deps, name);
  store.set({ busy: null });
  if (!answer.ok && answer.status === 401) desk.refuse(answer);
  if (answer.ok) await Promise.all([readDetails(desk), desk.refresh()]);
  return answer;
}

const stillBusy: Refusal = {
  ok: false,
  status: 409,
  code: 'busy',
  message: { zh: '上一步还在进行，请稍等。', en: 'The last step is still under way. One moment.' },
  retryAfterMs: null,
  extra: {},
};
