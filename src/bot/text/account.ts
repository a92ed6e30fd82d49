import { both } from './both.ts';

/** What the bot says about orders and what was bought. */
export const account = {
  orders: both('这是你最近的订单：', 'Here are your recent orders:'),
  order: both('你问的是这笔订单：', 'This is the order you mean:'),
  noOrders: both(
    '没有查到订单。如果是用别的账号买的，请先登录那个账号再问我。',
    'I found no orders. If you bought with another account, please sign in with that one and ask me again.',
  ),
  content: both(
    '这些是你已经拥有的内容，点“开始学习”就能打开：',
    'This is what you own. Press “Start learning” to open it:',
  ),
  noContent: both(
    '你还没有可以学习的内容。如果是用别的账号买的，请先登录那个账号再问我。',
    "You don't own anything yet. If you bought with another account, please sign in with that one and ask me again.",
  ),
  claimsPaid: both(
    '收到。付没付成功要以支付渠道的确认为准；一确认，收据就会自动发到这个对话里，内容也会开通，不用再付一次。',
    'Thanks for telling me. Whether a payment went through is confirmed by the payment service; as soon as it is, the receipt appears here and your content opens. There is no need to pay again.',
  ),
  methods: {
    alipay: both('支付宝', 'Alipay'),
    wechat_pay: both('微信支付', 'WeChat Pay'),
    card: both('银行卡', 'bank cards'),
  },
  canPayWith: (name: string) => both(`可以用${name}。`, `Yes, you can pay with ${name}.`),
  cannotPayWith: (name: string) =>
    both(`这里暂时不能用${name}付款。`, `You can't pay with ${name} here, I'm afraid.`),
  openWays: (names: readonly string[]) =>
    both(`现在能用的有：${names.join('、')}。`, `What works here now: ${names.join(', ')}.`),
  howToPay: both(
    '选好内容，点卡片上的“购买”，付款页会列出这里能用的支付方式，暂时用不了的会说明原因。看到总价、确认之后才会付款。',
    'Pick something and press Buy on its card. The checkout lists the ways to pay that work here, and says why when one does not. Nothing is charged before you have seen the total and confirmed.',
  ),
};
