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
  api_key_refused: {
    status: 401,
    title: 'The API key is unknown, revoked or has ended',
    zh: 'API 密钥无效、已撤销或已过期，请更换密钥。',
    en: 'The API key is unknown, revoked or expired. Please use another one.',
  },
  api_key_other_mode: {
    status: 401,
    title: 'A test key works in test mode only, a live key in live mode only',
    zh: '测试密钥只能用于测试环境，正式密钥只能用于正式环境。',
    en: 'Test keys work in test mode only, live keys in live mode only.',
  },
  api_key_scope_missing: {
    status: 403,
    title: 'The API key lacks the scope that this needs',
    zh: '这个 API 密钥没有此项权限。',
    en: 'This API key may not do that. Give it the scope it needs.',
  },
});
