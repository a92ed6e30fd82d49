import type { ToldPayment } from '../../checkout/index.ts';
import { type Both, both } from './both.ts';

/** What the bot says about what stands beside buying. */
export const service = {
  gift: both(
    '目前还不能直接买给别人：内容会开通在付款人的账号里，也没有礼品卡和转赠。想送人的话，让对方登录自己的账号来买；有优惠码可以转给对方用。要我先帮你挑一个合适的吗？',
    "Buying a gift for someone isn't possible yet: content opens in the account that pays, and there are no gift cards or transfers. The other person can buy it signed in as themselves, and you may pass on a code you have. Shall I help pick something?",
  ),
  shipping: both(
    '这里都是线上内容，付款后马上就能学，不寄实物，也没有快递费。',
    'Everything here is online: it opens as soon as you have paid. Nothing is shipped, and there is no delivery fee.',
  ),
  login: both(
    '登录和密码由你所在的平台管理，我改不了。请在平台的登录页找回密码或换一种方式登录；登录购买时的账号，买过的内容就在。',
    'Signing in and passwords belong to the platform you are on, so I cannot change them. Use its sign-in page to reset the password; with the account that bought it, your content is there.',
  ),
  cancelUnpaid: both(
    '没付款的订单不用取消，到时间会自动关闭，不会扣款。',
    'An order that is not paid needs no canceling: it closes by itself in time and nothing is charged.',
  ),
  membership: both(
    '这里没有会员、包月或年费：每门内容单独买，一次付清，不会自动续费。',
    'There is no membership or subscription here: everything is bought singly and paid once, and nothing renews by itself.',
  ),
  groupBuy: both(
    '这里没有拼团和团购，一个人买也是同样的价格。有优惠码的话，付款时填上就能减。',
    'There is no group buying here; the price is the same for everybody. If you have a code, enter it when you pay.',
  ),
  noBalance: both(
    '你的余额是 0。付款页可以充值，充值后就能用余额付款。',
    'Your balance is empty. You can top it up at the checkout and pay from it afterwards.',
  ),
  balance: (amounts: string, bonus: string | null) =>
    both(
      `你的余额是 ${amounts}${bonus === null ? '' : `，其中赠送 ${bonus}`}，付款时可以直接用。`,
      `Your balance is ${amounts}${bonus === null ? '' : `, of which ${bonus} is a bonus`}. You can pay from it at the checkout.`,
    ),
  privacy: both(
    '你的数据由你决定：点下面可以查看和导出我们保存的内容、关闭个性化推荐，或者注销并删除个人数据。删除前会再请你确认一次；依法要保留的账目会去掉你的身份信息。',
    'Your data is yours: below you can see and export what is kept, turn personal recommendations off, or delete your account and personal data. You will be asked once more before anything is deleted; books that the law wants kept no longer say who you are.',
  ),
  privacyOpen: both('打开我的数据', 'Open my data'),
  invoice: both(
    '可以开发票：点下面打开订单，在要开票的订单里填抬头和邮箱；开好后会发到你的邮箱，进度也在那里看。',
    'You can have an invoice: open your orders below and fill in the name and e-mail on the order it is for. It is sent to that address, and you can follow it there.',
  ),
  invoiceOpen: both('去开发票', 'Ask for an invoice'),
  noInvoice: both(
    '付款成功的订单都可以开发票，公司报销也能用：在订单里填抬头、税号和邮箱，开好后发到你的邮箱。不过这个账号里还没有付过款的订单；如果是用别的账号买的，请先登录那个账号再问我。',
    'Any order that was paid can be invoiced, for a company too: fill in the name, tax number and e-mail on the order and it is sent there. There is no paid order in this account yet; if you bought with another one, please sign in with that and ask me again.',
  ),
  askCode: both(
    '把优惠码发给我，我看看它能减多少；也可以在付款时直接填。我这里没有可以领的券，有的话卡片上会写。',
    "Send me the code and I'll tell you what it gives; you can also enter it when you pay. I have no coupons to hand out myself.",
  ),
  trouble: both(
    '换一种支付方式或换张卡再试，通常就能解决；没付成功不会扣款。已经试过还是不行的话，我帮你转给真人客服。',
    "Another way to pay or another card usually helps; a payment that fails charges nothing. If you've tried that already, I can pass you to a person.",
  ),
  noPayments: both(
    '没有查到你的付款记录，所以没有扣过款。选好内容点“购买”，付款页会列出这里能用的方式；如果是用别的账号付的，请先登录那个账号再问我。',
    'I found no payment of yours, so nothing was charged. Press Buy on something and the checkout lists the ways that work here. If you paid with another account, please sign in with that one and ask me again.',
  ),
  accessHelp: both(
    '点“开始学习”重新打开；还不行就刷新页面或换个浏览器，并确认登录的是购买时的账号。都试过了，我帮你转给真人客服。',
    'Press “Start learning” to open it again. If that fails, reload the page or try another browser, and check that you are signed in with the account that bought it. If nothing helps, I can pass you to a person.',
  ),
  revoked: (title: string) =>
    both(
      `《${title}》已经停止使用：这笔订单退过款了。想继续学可以重新购买。`,
      `“${title}” no longer opens because its order was refunded. You can buy it again to go on.`,
    ),
  refundKept: both(
    '好的，不退了，内容可以照常使用。',
    'All right, nothing is refunded and you keep your access.',
  ),
  refundPress: both(
    '在上面的卡片上点“申请退款”并确认，我这边不能替你点。',
    'Press “Request refund” on the card above and confirm; I cannot press it for you.',
  ),
  whichMeaning: both('我不太确定你的意思，你是想：', "I'm not quite sure what you mean. Would you like to:"),
};

const states: Readonly<Record<ToldPayment['state'], (title: string) => Both>> = {
  paid: (title) =>
    both(
      `《${title}》已经付款成功，不用再付；内容已开通，点“开始学习”就能打开。`,
      `“${title}” is paid, so there is no need to pay again. Press “Start learning” to open it.`,
    ),
  refunded: (title) => both(`《${title}》的款项已经退回。`, `The payment for “${title}” has been refunded.`),
  disputed: (title) =>
    both(`《${title}》的付款正在由银行处理争议。`, `Your bank is looking into the payment for “${title}”.`),
  reserved: (title) =>
    both(
      `《${title}》的款项已经冻结，还没有真正扣款，确认后会自动开通。`,
      `The money for “${title}” is reserved but not taken yet; it opens by itself once that is confirmed.`,
    ),
  waiting: (title) =>
    both(
      `《${title}》还没有收到支付渠道的付款确认，刚刚已经替你去查了。没付的话可以回到订单继续付；已经付了，确认一到就自动开通，不用再付一次。`,
      `No confirmation of a payment for “${title}” has arrived yet, and I have just had it checked. If you have not paid, you can go on with the order; if you have, it opens as soon as the confirmation is here. There is no need to pay again.`,
    ),
  checking: (title) =>
    both(
      `《${title}》这笔付款正在向支付渠道核实，请先不要再付。有效就开通内容，没扣成或多扣的会自动处理，结果发到这个对话里。`,
      `We are checking the payment for “${title}” with the payment service, so please do not pay again yet. Either it opens or the money goes back by itself, and you'll be told here.`,
    ),
  failed: (title) =>
    both(`《${title}》上一次付款没有成功：`, `The last payment for “${title}” did not succeed: `),
  over: (title) =>
    both(
      `《${title}》的订单没有在时限内付款，已经关闭，没有扣款。想要的话重新下单就行。`,
      `The order for “${title}” was not paid in time and has closed; nothing was charged. You can simply order it again.`,
    ),
};

/** What became of a payment; amounts come in as text. */
export function paymentText(
  { state, title, failure }: Pick<ToldPayment, 'state' | 'title' | 'failure'>,
  surplus: string | null,
): Both {
  const told = states[state](title);
  const more =
    surplus === null
      ? both('', '')
      : both(`多付的 ${surplus} 会自动原路退回。`, ` The extra ${surplus} goes back by itself.`);
  return both(`${told.zh}${failure?.zh ?? ''}${more.zh}`, `${told.en}${failure?.en ?? ''}${more.en}`);
}

type Refusal = 'unknown' | 'over' | 'not_started' | 'used' | 'first_purchase_only' | 'asked_too_often';

const couponRefusals: Readonly<Record<Refusal, (code: string) => Both>> = {
  unknown: (code) =>
    both(`没有查到优惠码 ${code}，请检查有没有输错。`, `I could not find the code ${code}. Please check it.`),
  over: (code) => both(`优惠码 ${code} 已过期。`, `The code ${code} has expired.`),
  not_started: (code) => both(`优惠码 ${code} 还没到可用时间。`, `The code ${code} is not valid yet.`),
  used: (code) => both(`优惠码 ${code} 你已经用过了。`, `You have already used the code ${code}.`),
  first_purchase_only: (code) =>
    both(`优惠码 ${code} 只能在首次购买时用。`, `The code ${code} is for a first purchase only.`),
  asked_too_often: () =>
    both(
      '查优惠码太频繁了，请过一会儿再试。',
      'That was a lot of codes; please try again in a little while.',
    ),
};

export function couponRefusalText(refusal: Refusal, code: string): Both {
  return couponRefusals[refusal](code);
}

/** What a valid code gives; amounts and dates come in as text. */
export function couponText(
  code: string,
  {
    worth,
    minimum,
    until,
    isForSome,
  }: { worth: Both; minimum: Both | null; until: string | null; isForSome: boolean },
): Both {
  const zh = [
    `优惠码 ${code} 可以用：${worth.zh}`,
    ...(minimum === null ? [] : [`满 ${minimum.zh} 可用`]),
    ...(isForSome ? ['限部分内容'] : []),
    ...(until === null ? [] : [`有效期至 ${until}`]),
  ].join('，');
  const en = [
    `The code ${code} is good for ${worth.en}`,
    ...(minimum === null ? [] : [`from ${minimum.en}`]),
    ...(isForSome ? ['on some of the content'] : []),
    ...(until === null ? [] : [`until ${until}`]),
  ].join(', ');
  return both(`${zh}。付款时填入就会减价。`, `${en}. Enter it when you pay and the total goes down.`);
}
