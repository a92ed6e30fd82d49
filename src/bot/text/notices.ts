import { type Both, both } from './both.ts';

/** What is said about money whoever owns the thread (C8). Amounts come in as text made from the fact. */
export const notices = {
  receipt: both(
    '付款成功，这是你的收据。点“开始学习”就能打开内容。',
    'Payment received. Here is your receipt; press “Start learning” to open what you bought.',
  ),
  toppedUp: both('充值成功，余额已到账，这是收据。', 'Your balance is topped up. Here is the receipt.'),
  free: both('已经为你开通，点“开始学习”就能打开。', 'It is yours now. Press “Start learning” to open it.'),
  checkout: (title: string) =>
    both(
      `正在购买《${title}》。没付完也没关系，可以从这里继续。`,
      `Buying “${title}”. If you get interrupted, you can continue from here.`,
    ),
  checkoutSent: (title: string) =>
    both(
      `客服为你准备好了《${title}》的订单，点开就能付款。`,
      `We have prepared the order for “${title}” for you. Open it to pay.`,
    ),
  couponGiven: (worth: Both, until: string | null) =>
    both(
      `送你一张优惠券：${worth.zh}，付款时填入券码就能用。${until === null ? '' : `有效期至 ${until}。`}`,
      `Here is a coupon for you: ${worth.en}. Enter the code when you pay.${until === null ? '' : ` It is valid until ${until}.`}`,
    ),
  couponCode: (code: string) => both(`券码：${code}`, `Code: ${code}`),
  percentOff: (percent: number) =>
    both(percent === 100 ? '全额减免' : `${(100 - percent) / 10} 折`, `${percent}% off`),
  amountOff: (amount: string) => both(`立减 ${amount}`, `${amount} off`),
  appealReceived: (caseNumber: string, due: string) =>
    both(
      `已收到你的复核申请（编号 ${caseNumber}）。会由人工客服重新查看，最晚 ${due} 在这里回复你。`,
      `We have received your request for a review (number ${caseNumber}). A person will look at it again and answer here by ${due}.`,
    ),
  caseUpheld: (caseNumber: string, message: string) =>
    both(
      `你的申请（编号 ${caseNumber}）已由人工处理，结果：通过。${message}`,
      `A person has looked at your request (number ${caseNumber}) and decided in your favour. ${message}`,
    ),
  caseDeclined: (caseNumber: string, message: string) =>
    both(
      `你的申请（编号 ${caseNumber}）已由人工处理，结果：未通过。${message}`,
      `A person has looked at your request (number ${caseNumber}) and could not grant it. ${message}`,
    ),
  invoiceIssued: (about: { orderNumber: string; invoiceNumber: string; amount: string }) =>
    both(
      `订单 ${about.orderNumber} 的发票已开具：发票号码 ${about.invoiceNumber}，金额 ${about.amount}。会发到你填写的邮箱，也可以在“我的订单”里查看。`,
      `The invoice for order ${about.orderNumber} has been issued: number ${about.invoiceNumber}, ${about.amount}. It goes to the e-mail you gave; you can also see it under “My orders”.`,
    ),
  invoiceDeclined: (orderNumber: string) =>
    both(
      `很抱歉，订单 ${orderNumber} 的发票没能开具。请核对抬头信息后在“我的订单”里重新申请，或找人工客服。`,
      `We are sorry: the invoice for order ${orderNumber} could not be issued. Please check its details under “My orders” and ask again, or ask for a person.`,
    ),
  /** It was paid while a person looked: the money was reserved, and is taken now. */
  approvedReserved: (title: string) =>
    both(
      `《${title}》的订单已经确认好了，正在完成付款，马上就能开始学习。`,
      `Your order for “${title}” has been confirmed. The payment is being finished; you can start in a moment.`,
    ),
  approved: (title: string) =>
    both(
      `《${title}》的订单已经确认好了，可以回到订单付款。`,
      `Your order for “${title}” has been confirmed. You can go back to it and pay now.`,
    ),
  reviewExpired: (title: string) =>
    both(
      `《${title}》的订单没能在有效期内完成人工确认，已经过期，没有扣款。让你久等了，抱歉；可以点开订单，请人工再看一次。`,
      `Nobody could confirm your order for “${title}” in time, so it expired and nothing was charged. We are sorry for the wait. Open the order to ask a person to look at it again.`,
    ),
  rejected: (title: string) =>
    both(
      `很抱歉，《${title}》这笔订单没能通过确认，已经取消，没有扣款。如有疑问，可以找人工客服。`,
      `We are sorry: we could not confirm the order for “${title}”, so it was canceled and nothing was charged. A person can help if you have questions.`,
    ),
};

/** What a way to pay is called; one that has no name here is "the way you paid". */
export function methodText(method: string): Both {
  const named = (['alipay', 'wechat_pay', 'card', 'wallet'] as const).find((known) => known === method);
  return named === undefined ? both('原支付方式', 'the way you paid') : labels[named];
}

/** Labels of the fallback cards, for clients that do not know ours. */
export const labels = {
  buy: both('购买', 'Buy'),
  start: both('开始学习', 'Start learning'),
  more: both('详情', 'Details'),
  inAccount: both('在聊天窗口上方的“我的”里可以打开', 'You find it in your account, at the top of the chat'),
  receipt: both('收据', 'Receipt'),
  orders: both('订单', 'Orders'),
  checkout: both('付款', 'Checkout'),
  pay: both('去付款', 'Pay'),
  refund: both('退款', 'Refund'),
  alipay: both('支付宝', 'Alipay'),
  wechat_pay: both('微信支付', 'WeChat Pay'),
  card: both('银行卡', 'your card'),
  wallet: both('余额', 'your balance'),
  total: both('合计', 'Total'),
  taxIncluded: both('含税', 'Tax included'),
  orderNumber: both('订单号', 'Order'),
  reference: both('支付单号', 'Payment reference'),
  seller: both('销售方', 'Seller'),
  testMode: both('测试订单，没有真实扣款', 'Test order: no real money moved'),
  pending: both('待付款', 'Awaiting payment'),
  paid: both('已付款', 'Paid'),
  canceled: both('已取消', 'Canceled'),
  refunded: both('已退款', 'Refunded'),
  refunding: both('退款中', 'Refund on its way'),
};
