/** What the page says that a gateway sends the browser back to. */
export const returnText = {
  pending: ['正在确认支付结果…', 'Confirming your payment…'],
  pendingMore: ['通常只要几秒，请不要重复付款。', 'This usually takes seconds. Please do not pay again.'],
  succeeded: ['支付成功', 'Payment complete'],
  failed: ['支付没有成功', 'The payment did not go through'],
  goBack: ['返回继续', 'Go back'],
  goingBack: ['马上带你回到刚才的页面。', 'Taking you back to where you were.'],
  closePage: [
    '可以关闭这个页面，回到刚才的对话。',
    'You can close this page and go back to your conversation.',
  ],
  trouble: ['暂时查不到结果，会继续重试。', 'We cannot look it up right now and keep trying.'],
  unknown: ['这个链接已失效', 'This link is no longer valid'],
  unknownMore: [
    '请回到刚才的页面，对话里会显示支付结果。',
    'Please go back to where you were; the conversation shows the result.',
  ],
} as const;
