import { DomainError, defineErrors } from '../kernel/errors.ts';
import type { Assessment } from './types.ts';
import { sentences } from './wording.ts';

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
  reauthentication_required: {
    status: 403,
    title: 'The learner must sign in anew at the host platform before paying',
    zh: '为了保护你的账户，请重新登录确认是你本人，再回来付款。没有扣款。',
    en: 'To keep your account safe, please sign in again so that we know it is you, then come back and pay. Nothing was charged.',
  },
  rule_invalid: {
    status: 422,
    title: 'The rule does not compile or type-check',
    zh: '规则有误，无法保存。',
    en: 'This rule has a mistake and cannot be saved.',
  },
  rule_state_refused: {
    status: 409,
    title: 'No version of the rule can be moved there',
    zh: '规则当前的状态不能这样变更。',
    en: 'The rule cannot be moved there from its present state.',
  },
  rule_change_open: {
    status: 409,
    title: 'Somebody asked for this change already',
    zh: '这项变更已经有人提出，等待另一位同事确认。',
    en: 'This change was asked for already and waits for a second person.',
  },
  rule_change_decided: {
    status: 409,
    title: 'The change was decided already',
    zh: '这项变更已经处理过了。',
    en: 'This change has already been decided.',
  },
  second_person_needed: {
    status: 403,
    title: 'Whoever asks for a change cannot approve it',
    zh: '变更需要另一位同事确认，不能自己批准。',
    en: 'A second person has to approve this; you asked for it yourself.',
  },
  model_not_loaded: {
    status: 409,
    title: 'There is no such model that may serve',
    zh: '没有可以使用的这个模型版本。',
    en: 'There is no such model here that may serve.',
  },
  model_plan_refused: {
    status: 409,
    title: 'The plan of a model cannot be made or changed so',
    zh: '这个模型安排已经存在或已经处理过了。',
    en: 'This plan exists already, or was settled before.',
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
  const { decision, learnerMessage, retryAfterSeconds, detail } = assessment;
  if (decision === 'challenge' && detail?.challenge?.means === 'reauthenticate' && !detail.challenge.isPassed)
    return new DomainError(riskErrors.reauthentication_required, {
      extensions: { learnerMessage: sentences.signInAgain },
    });
  if (decision !== 'block' && decision !== 'review') return null;
  const definition = decision === 'block' ? riskErrors.payment_blocked : riskErrors.payment_held;
  return new DomainError(definition, {
    extensions: { learnerMessage },
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}
