import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findSession } from '../session/store.ts';
import type { ReturnView } from '../wire.ts';
import { askWhenSeen } from './ask-when-seen.ts';
import { failureText } from './failures.ts';
import { attemptIdOfReturnToken } from './return-token.ts';
import { type Attempt, findAttempt, findPayment } from './store.ts';

const texts = {
  succeeded: { zh: '付款成功，内容已开通。', en: 'Payment received. Your content is open.' },
  surplus: {
    zh: '这笔付款是多付的，会自动原路退回。',
    en: 'This payment was not needed and is being returned to you.',
  },
  authorized: {
    zh: '款项已预留，商家确认后扣款并开通内容。',
    en: 'The amount is reserved. It is charged, and your content opens, once the seller confirms.',
  },
  pending: { zh: '正在确认付款结果，请稍候。', en: 'We are confirming your payment. One moment.' },
  canceled: { zh: '这次付款已关闭，没有扣款。', en: 'This payment was closed. Nothing was charged.' },
} as const;

/** How the attempt of a return token ended, from the server's own state (M2). Throws `not_found`. */
export async function viewReturn(deps: CheckoutDeps, token: string): Promise<ReturnView> {
  const attempt = await attemptOfToken(deps, token);
  const payment = await findPayment(deps.db.query, attempt.paymentId);
  const session = payment && (await findSession(deps.db.query, payment.checkoutId));
  if (session === undefined) throw new DomainError(kernelErrors.not_found);
  askWhenSeen(deps, attempt, true);
  return {
    ...outcomeOf(attempt),
    language: session.language,
    returnUrl: attempt.returnUrl,
    sellerName: deps.merchant.legalName,
  };
}

/** Where the browser must go to pay. Throws `not_found` when there is nothing to pay any more. */
export async function gatewayUrl(
  deps: CheckoutDeps,
  token: string,
): Promise<{ url: string; tellsOrigin: boolean }> {
  const attempt = await attemptOfToken(deps, token);
  if (attempt.status !== 'requires_action' || attempt.action?.type !== 'redirect') {
    throw new DomainError(kernelErrors.not_found);
  }
  const { url, tellsOrigin } = attempt.action;
  return { url, tellsOrigin: tellsOrigin === true };
}

async function attemptOfToken(deps: CheckoutDeps, token: string): Promise<Attempt> {
  const attemptId = attemptIdOfReturnToken(deps.returnSecret, token);
  const attempt = attemptId === null ? undefined : await findAttempt(deps.db.query, attemptId);
  if (attempt === undefined) throw new DomainError(kernelErrors.not_found);
  return attempt;
}

function outcomeOf(attempt: Attempt): Pick<ReturnView, 'status' | 'message'> {
  if (attempt.status === 'succeeded') return { status: 'succeeded', message: texts.succeeded };
  if (attempt.status === 'surplus') return { status: 'failed', message: texts.surplus };
  if (attempt.status === 'canceled') return { status: 'failed', message: texts.canceled };
  if (attempt.status === 'failed')
    return { status: 'failed', message: failureText(attempt.failureCode ?? 'declined') };
  return { status: 'pending', message: attempt.status === 'authorized' ? texts.authorized : texts.pending };
}
