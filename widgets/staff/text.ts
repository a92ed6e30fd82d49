/** What every page of those who work here says. */
export const staffText = {
  brand: ['Tilltalk', 'Tilltalk'],
  switchLanguage: ['English', '中文'],
  switchLanguageLabel: ['Switch to English', '切换到中文'],
  ownAccount: ['{name}：我的账号', '{name}: your account'],
  signOut: ['退出登录', 'Sign out'],
  login: ['登录名', 'Login'],
  password: ['密码', 'Password'],
  signIn: ['登录', 'Sign in'],
  signingIn: ['正在登录…', 'Signing in…'],
  loading: ['正在加载…', 'Loading…'],
  offline: [
    '连不上服务器，请检查网络后重试。',
    'The server cannot be reached. Please check the network and try again.',
  ],
  analyst: ['分析', 'Analyst'],
  supervisor: ['主管', 'Supervisor'],
  admin: ['管理员', 'Admin'],
  agent: ['客服', 'Agent'],
} as const;
