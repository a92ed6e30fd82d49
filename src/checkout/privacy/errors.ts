import { defineErrors } from '../../kernel/errors.ts';

/** Why personal data is not deleted yet. */
export const privacyErrors = defineErrors({
  erasure_waits: {
    status: 409,
    title: 'A payment or refund of the learner is under way',
    zh: '你有付款或退款还在处理中。处理完成后就可以删除数据，现在什么都没有删除。',
    en: 'A payment or refund of yours is still under way. You can delete your data once it is done; nothing was deleted now.',
  },
});
