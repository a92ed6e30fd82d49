/** What the checkout says in pages that an app shows and that pay in it: loaded there. */
export const inAppText = {
  inAppHeading: ['用微信支付付款', 'Pay with WeChat Pay'],
  inAppOpen: ['正在打开微信支付…', 'Opening WeChat Pay…'],
  inAppGo: ['打开微信支付', 'Open WeChat Pay'],
  inAppCanceled: ['你取消了付款，没有扣款。', 'You canceled; nothing was charged.'],
  inAppFailed: ['没能打开微信支付，没有扣款。', 'WeChat Pay did not open; nothing was charged.'],
  inAppMissing: [
    '当前页面不是在微信里打开的，无法调起微信支付，没有扣款。',
    'This page is not open in WeChat, so WeChat Pay cannot start. Nothing was charged.',
  ],
} as const;
