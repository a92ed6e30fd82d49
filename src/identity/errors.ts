import { defineErrors } from '../kernel/errors.ts';

export const identityErrors = defineErrors({
  unauthenticated: {
    status: 401,
    title: 'No token, or one that is not valid any more',
    zh: '登录状态已失效，请刷新页面后重试。',
    en: 'Your session has ended. Please refresh the page and try again.',
  },
  host_token_refused: {
    status: 401,
    title: 'The host platform token is not valid',
    zh: '无法确认你的登录身份，请重新登录。',
    en: 'We could not confirm who you are. Please sign in again.',
  },
});
