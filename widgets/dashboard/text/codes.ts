import type { RecommendationStrategy, Relaxation } from '../../../src/recommend/wire.ts';
import type { TextTable } from '../../ui/text/say.ts';

/** Ways to pay, and the gateways behind them. */
const wayText = {
  alipay: ['支付宝', 'Alipay'],
  wechat: ['微信支付', 'WeChat Pay'],
  wechat_pay: ['微信支付', 'WeChat Pay'],
  stripe: ['Stripe', 'Stripe'],
  sandbox: ['沙箱', 'Sandbox'],
  card: ['银行卡', 'Card'],
  balance: ['余额', 'Balance'],
  wallet: ['余额', 'Balance'],
} as const;

/** Kinds of products, and of the ledger's transactions. */
const kindText = {
  course: ['课程', 'Course'],
  column: ['专栏', 'Column'],
  ebook: ['电子书', 'E-book'],
  capture: ['收款', 'Payment taken'],
  refund: ['退款', 'Refund'],
  surplus_capture: ['多收', 'Taken twice'],
  surplus_refund: ['多收退回', 'Surplus returned'],
  top_up: ['充值', 'Top-up'],
  top_up_refund: ['充值退款', 'Top-up returned'],
  bonus_expiry: ['赠送金过期', 'Bonus expired'],
  creator_share: ['创作者分成', 'Creator’s share'],
  creator_share_reversal: ['分成冲回', 'Share reversed'],
  dispute: ['拒付争议', 'Dispute'],
  fee: ['手续费', 'Fee'],
} as const;

/** Accounts of the ledger; what stands behind the colon has words of its own. */
export const accountText = {
  gateway_clearing: ['渠道待结算', 'Gateway clearing'],
  disputes_held: ['争议冻结', 'Held in disputes'],
  paid_by_hand: ['线下退款', 'Paid by hand'],
  receivable: ['应收', 'Receivable'],
  bonus_promised: ['已承诺赠送金', 'Bonus promised'],
  wallet: ['学员钱包', 'Wallets'],
  creator_payable: ['应付创作者', 'Owed to creators'],
  tax_payable: ['应交税款', 'Tax payable'],
  surplus_payable: ['多收待退', 'Surplus to return'],
  revenue: ['收入', 'Revenue'],
  discounts: ['优惠', 'Discounts'],
  bonus_discounts: ['赠送金抵扣', 'Bonus discounts'],
  refunds: ['退款', 'Refunds'],
  chargebacks: ['拒付损失', 'Chargebacks'],
  fees: ['手续费', 'Fees'],
  creator_share: ['创作者分成', 'Creators’ shares'],
} as const;

const ofAccountText = {
  ...wayText,
  paid: ['充值', 'topped up'],
  bonus: ['赠送', 'bonus'],
  top_up: ['充值', 'top-ups'],
  chargeback: ['拒付', 'chargebacks'],
} as const;

/** Why a payment was refused. A gateway's own code that is not ours stays as it is. */
export const refusalText = {
  card_declined: ['银行拒绝', 'Declined by the bank'],
  insufficient_funds: ['余额不足', 'Not enough money'],
  challenge_failed: ['身份验证未通过', 'Verification failed'],
  expired_card: ['卡已过期', 'Card expired'],
  canceled_by_learner: ['学员取消', 'Canceled by the learner'],
  closed: ['超时未付，已关闭', 'Closed unpaid'],
  declined: ['未成功', 'Not paid'],
  failed: ['未成功', 'Not paid'],
  refused: ['渠道拒绝', 'Refused by the gateway'],
  gateway_unavailable: ['渠道连接不上', 'Gateway unreachable'],
  gateway_error: ['渠道出错', 'Gateway error'],
  processing_error: ['渠道处理出错', 'Gateway could not process'],
  not_sent: ['请求没有发出', 'Never sent'],
  circuit_open: ['渠道已暂停', 'Gateway left out'],
  rate_limited: ['请求太频繁', 'Too many requests'],
  maintenance: ['渠道维护', 'Gateway in maintenance'],
  method_not_enabled: ['支付方式未开通', 'Method not enabled'],
  merchant_not_enabled: ['商户未开通', 'Merchant not enabled'],
  currency_not_supported: ['不支持这个币种', 'Currency not supported'],
  amount_not_supported: ['不支持这个金额', 'Amount not supported'],
  amount_too_small: ['金额太小', 'Amount too small'],
  amount_too_large: ['金额太大', 'Amount too large'],
  flow_not_supported: ['不支持这种付款方式', 'Way of paying not supported'],
  capture_not_supported: ['不支持预授权', 'Capture not supported'],
  lock_timeout: ['银行卡处理超时', 'Held up at the bank'],
  amount_mismatch: ['金额与订单不符', 'Amount does not match'],
  merchant_mismatch: ['收款商户不符', 'Another merchant'],
} as const;

/** What a learner wanted, as the bot understood it. */
export const intentText = {
  manipulate: ['套话', 'Tried to trick the bot'],
  payment_trouble: ['付款遇到问题', 'Trouble paying'],
  claims_paid: ['说已付款', 'Says they paid'],
  how_to_pay: ['怎么付款', 'How to pay'],
  coupon: ['优惠券', 'Coupon'],
  privacy: ['隐私', 'Privacy'],
  refund: ['退款', 'Refund'],
  invoice: ['发票', 'Invoice'],
  human: ['找人工', 'A person'],
  language: ['换语言', 'Language'],
  access: ['看不了内容', 'Access'],
  orders: ['查订单', 'Orders'],
  discount: ['有没有优惠', 'Discount'],
  gift: ['送人', 'Gift'],
  membership: ['会员', 'Membership'],
  group_buy: ['团购', 'Buying for a group'],
  wallet: ['余额', 'Balance'],
  more: ['再来几个', 'More of them'],
  compare: ['比较', 'Compare'],
  cheaper: ['便宜一点的', 'Something cheaper'],
  buy: ['购买', 'Buy'],
  price: ['问价格', 'Price'],
  details: ['了解详情', 'Details'],
  abuse: ['辱骂', 'Abuse'],
  search: ['找内容', 'Search'],
  terms: ['条款与规则', 'Terms'],
  about_bot: ['问机器人', 'About the bot'],
  off_topic: ['闲聊', 'Off topic'],
  greeting: ['打招呼', 'Greeting'],
  thanks: ['道谢', 'Thanks'],
  bye: ['道别', 'Goodbye'],
  agreement: ['答应', 'Agreement'],
  unclear: ['没听懂', 'Not understood'],
} as const;

/** How a list was made. */
const strategyText: TextTable<RecommendationStrategy> = {
  match: ['正好符合', 'What was asked for'],
  near: ['只有相近的', 'Only something near'],
  browse: ['随便看看', 'A mixed list'],
  none: ['没有内容', 'Nothing found'],
};

const wishText: TextTable<Relaxation> = {
  level: ['难度', 'Level'],
  kind: ['类型', 'Kind'],
  language: ['语言', 'Language'],
  price: ['价格', 'Price'],
};

/** Why a conversation went to a person, and how that ended. */
export const reasonText = {
  asked: ['学员要求', 'Asked for'],
  not_understood: ['两次没帮上忙', 'Not understood twice'],
  payment_review: ['付款待审', 'Payment held'],
  taken_over: ['客服接手', 'Taken over'],
} as const;

const endText = {
  returned: ['交还机器人', 'Given back'],
  completed: ['已完成', 'Completed'],
  canceled: ['已取消', 'Canceled'],
  closed: ['已关闭', 'Closed'],
} as const;

const languageText = { zh: ['中文', 'Chinese'], en: ['英文', 'English'] } as const;

/** The words for the codes of a column, by its name. */
export const codesOfColumn: Readonly<Record<string, TextTable>> = {
  gateway: wayText,
  method: wayText,
  kind: kindText,
  account: accountText,
  accountOf: ofAccountText,
  code: refusalText,
  intent: intentText,
  intents: intentText,
  strategy: strategyText,
  unmet: wishText,
  reason: reasonText,
  end: endText,
  language: languageText,
  languages: languageText,
};
