import { defineErrors } from '../../kernel/errors.ts';

/** Refusals of Direct Line. Its clients read them in the protocol's own shape, see `answer-error.ts`. */
export const directLineErrors = defineErrors({
  direct_line_token_missing: {
    status: 401,
    title: 'No Direct Line token or secret',
    zh: '缺少对话令牌，请重新打开对话。',
    en: 'The conversation token is missing. Please open the conversation again.',
  },
  direct_line_token_refused: {
    status: 403,
    title: 'The Direct Line token is not valid, or not any more',
    zh: '对话令牌无效或已过期，请重新打开对话。',
    en: 'The conversation token is not valid any more. Please open the conversation again.',
  },
  direct_line_secret_needed: {
    status: 403,
    title: 'Only the Direct Line secret may do this',
    zh: '此操作只能由服务器使用密钥发起。',
    en: 'Only a server that holds the secret may do this.',
  },
  direct_line_origin_refused: {
    status: 403,
    title: 'This page’s origin is not trusted',
    zh: '此网站不在允许的来源之内。',
    en: 'This website is not among the allowed origins.',
  },
  direct_line_user_refused: {
    status: 400,
    title: 'The user id is bound to the token',
    zh: '用户标识由令牌决定，不能更改。',
    en: 'The user id belongs to the token and cannot be changed.',
  },
});
