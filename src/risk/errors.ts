import { DomainError, defineErrors } from '../kernel/errors.ts';
import type { Assessment } from './types.ts';

export const riskErrors = defineErrors({
  payment_blocked: {
    status: 403,
    title: 'The payment was stopped before any gateway was asked',
    zh: '为了保护你的账户，这次付款暂时没有继续，没有扣款。可以过一会儿再试，或找人工客服帮忙。',
    en: 'To keep your account safe we did not go on with this payment, and nothing was charged. Please try again later, or ask a person to help.',
  },
  payment_held: {
    status: 409,
    title: 'A person looks at the payment before it goes on',
    zh: '这笔订单需要人工确认一下，没有扣款。确认好了会在对话里告诉你，届时就可以付款。',
    en: 'A person is taking a quick look at this order. Nothing was charged; we will tell you in this conversation when you can pay.',
  },
  review_decided: {
    status: 409,
    title: 'The review was decided already',
    zh: '这笔审核已经处理过了。',
    en: 'This review has already been decided.',
  },
});

/**
 * The refusal that a block or a review means for the one who pressed pay; null when the payment may go on. Its
 * `learnerMessage` extension says more than the general sentence. Throw it after the assessment is committed.
 */
export function refusalOf(assessment: Assessment): DomainError | null {
  const { decision, learnerMessage, retryAfterSeconds } = assessment;
  if (decision !== 'block' && decision !== 'review') return null;
  const definition = decision === 'block' ? riskErrors.payment_blocked : riskErrors.payment_held;
  return new DomainError(definition, {
    extensions: { learnerMessage },
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}
