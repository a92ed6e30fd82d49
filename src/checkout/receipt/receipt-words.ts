import type { Language } from '../../identity/wire.ts';

/** What a printed receipt says. */
const words = {
  receipt: ['收据', 'Receipt'],
  test: ['测试订单，没有真实扣款', 'Test order: no real money moved'],
  seller: ['销售方', 'Sold by'],
  merchantAccount: ['商户号', 'Merchant account'],
  orderNumber: ['订单号', 'Order number'],
  orderedAt: ['下单时间', 'Ordered'],
  paidAt: ['支付时间', 'Paid'],
  item: ['内容', 'Item'],
  price: ['价格', 'Price'],
  discount: ['优惠', 'Discount'],
  taxRate: ['税率', 'Tax rate'],
  taxIncluded: ['含税', 'Tax included'],
  amount: ['金额', 'Amount'],
  subtotal: ['小计', 'Subtotal'],
  coupon: ['优惠码', 'Code'],
  released: ['预留后未收取', 'Reserved, not charged'],
  total: ['合计', 'Total'],
  topUp: ['余额充值', 'Top-up of the balance'],
  paidWith: ['支付方式', 'Paid with'],
  payerPaid: ['您实付', 'You paid'],
  voucherPaid: ['支付平台优惠', 'Voucher of the payment service'],
  reference: ['支付流水号', 'Payment reference'],
  gatewayNumber: ['支付机构交易号', 'Payment service’s number'],
  nothingPaid: ['无需付款', 'Nothing to pay'],
  refunds: ['退款', 'Refunds'],
  refundNumber: ['退款单号', 'Refund number'],
  askedAt: ['申请时间', 'Asked'],
  pending: ['处理中', 'On its way'],
  succeeded: ['已退回', 'Returned'],
  kept: ['退款后实付', 'Paid after refunds'],
  terms: ['购买条款', 'Purchase terms'],
  agreed: ['版本 {version}，{time} 由买方确认', 'Version {version}, agreed to by the buyer on {time}'],
  zone: ['时间均为 {zone} 时区', 'All times are in the zone {zone}'],
  noInvoice: [
    '本收据是付款凭证，不是税务发票；需要发票可以在对话里申请。',
    'This receipt proves the payment; it is not a tax invoice. Ask for one in the conversation.',
  ],
  expired: ['这个链接已失效', 'This link has expired'],
  expiredMore: [
    '收据链接只在几分钟内有效。请回到对话或订单列表，重新打开收据。',
    'Links to receipts work for a few minutes. Please open the receipt again from the conversation.',
  ],
  alipay: ['支付宝', 'Alipay'],
  wechat_pay: ['微信支付', 'WeChat Pay'],
  card: ['银行卡', 'Bank card'],
  wallet: ['余额', 'Balance'],
  wallet_bonus: ['赠送余额', 'Bonus balance'],
  course: ['课程', 'Course'],
  column: ['专栏', 'Column'],
  ebook: ['电子书', 'E-book'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type Word = keyof typeof words;

/** A word of the receipt in a language, its places filled. */
export function wordOf(word: Word, language: Language, fill: Readonly<Record<string, string>> = {}): string {
  const [zh, en] = words[word];
  return (language === 'zh' ? zh : en).replace(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? '');
}

/** The word for a way to pay; one without a word of ours is told as it is called. */
export function wayWord(way: string, language: Language): string {
  return Object.hasOwn(words, way) ? wordOf(way as Word, language) : way;
}
