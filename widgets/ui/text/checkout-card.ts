/** What the card of a checkout says; loaded with the first one. */
export const checkoutCardText = {
  checkoutCard: ['订单', 'Checkout'],
  checkoutOpen: ['待支付', 'Waiting for payment'],
  checkoutPaid: ['已支付', 'Paid'],
  checkoutExpired: ['已过期，没有扣款', 'Expired; nothing was charged'],
  checkoutCanceled: ['已取消，没有扣款', 'Canceled; nothing was charged'],
  checkoutPaying: ['支付结果确认中', 'Confirming payment'],
  goPay: ['去支付', 'Continue to pay'],
  viewCheckout: ['查看', 'View'],
  checkoutRefunded: ['已退款', 'Refunded'],
} as const;
