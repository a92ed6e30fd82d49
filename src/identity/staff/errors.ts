import { defineErrors } from '../../kernel/errors.ts';

export const staffErrors = defineErrors({
  sign_in_refused: {
    status: 401,
    title: 'Login and password do not belong together, or the account is locked for a while',
    zh: '登录名或密码不对。连续输错 5 次后，要等 15 分钟才能再试；再错，等待时间会加倍。',
    en: 'Login or password is wrong. After five wrong tries in a row you have to wait 15 minutes, then twice as long each time.',
  },
  staff_unauthenticated: {
    status: 401,
    title: 'No staff session, or one that has ended',
    zh: '登录已失效，请重新登录。',
    en: 'Your session has ended. Please sign in again.',
  },
  csrf_refused: {
    status: 403,
    title: 'The request does not come from our own page, or lacks the session’s token',
    zh: '无法确认请求来自本页面，请刷新后重试。',
    en: 'We could not confirm that this came from our own page. Please reload and try again.',
  },
  role_forbidden: {
    status: 403,
    title: 'The account’s role may not do this',
    zh: '你的账号没有这项权限。',
    en: 'Your account may not do this.',
  },
  own_account: {
    status: 409,
    title: 'Nobody administers their own account',
    zh: '不能更改自己的账号，请让另一位管理员操作。',
    en: 'You cannot change your own account. Please ask another admin.',
  },
  last_admin: {
    status: 409,
    title: 'Somebody has to be left who administers',
    zh: '这是最后一位管理员，请先设置另一位。',
    en: 'This is the last admin. Please make somebody else an admin first.',
  },
  login_taken: {
    status: 409,
    title: 'There is an account of that login',
    zh: '这个登录名已被使用。',
    en: 'That login is taken.',
  },
});
