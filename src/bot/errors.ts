import { defineErrors } from '../kernel/errors.ts';

export const botErrors = defineErrors({
  session_expired: {
    status: 401,
    title: 'The token of this socket has expired',
    zh: '连接已过期，正在为你重新连接。',
    en: 'This connection has expired. Reconnecting you now.',
  },
});
