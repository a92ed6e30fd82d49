/** What the page says that a link to pay opens. */
export const payText = {
  title: ['付款', 'Pay'],
  opening: ['正在打开订单…', 'Opening your order…'],
  closed: ['可以关闭这个页面，回到刚才的对话。', 'You can close this page and go back to your conversation.'],
  openAgain: ['再看一眼订单', 'Look at the order again'],
  retry: ['重试', 'Try again'],
  troubleTitle: ['打不开这个链接', 'This link cannot be opened'],
} as const;
