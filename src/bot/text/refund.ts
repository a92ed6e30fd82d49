import type { RefundableOrder } from '../../checkout/index.ts';
import { type Both, both } from './both.ts';
import { methodText } from './notices.ts';

type Refusal = NonNullable<RefundableOrder['refusal']>;

/** What the bot says when money is asked back. */
export const refund = {
  offer: both(
    '可以全额退款，退回原来的支付方式。申请后内容马上停止使用，去向和到账时间写在卡片上。点“申请退款”并确认就会办理：',
    'This can be refunded in full, back to the way you paid. Access ends as soon as you ask; the card says where the money goes and when it arrives. Press “Request refund” and confirm:',
  ),
  more: both(
    '这里是最近的几笔；要退别的，说出名称就行。',
    'These are the latest ones; for another, just tell me its name.',
  ),
  nothing: both(
    '在退款期内、还没开始学的内容可以全额退；重复付款、多扣的钱不用申请，会自动原路退回。不过在这个账号里没有查到可以退款的订单：如果是用别的账号买的，请先登录那个账号再问我。',
    'Anything within its refund window and not started yet is refunded in full; if you were charged twice, the surplus goes back by itself. I found no order of yours to refund, though: if you bought with another account, please sign in with that one and ask me again.',
  ),
  nothingBesides: both(
    '这个账号里暂时没有可以退款的订单；如果是用别的账号买的，请先登录那个账号再问我。',
    'I found no order of yours to refund; if you bought with another account, please sign in with that one and ask me again.',
  ),
  refused: both('这些订单不能在这里自助退款：', "These orders can't be refunded here by yourself:"),
  askPerson: both(
    '有特殊情况的话，可以让人工客服帮你看看。',
    'If there is a special reason, a person can look into it.',
  ),
};

type Refused = Pick<RefundableOrder, 'title' | 'days' | 'legalText'>;

const refusals: Readonly<Record<Refusal, (order: Refused) => Both>> = {
  opened: ({ title }) =>
    both(
      `你已经开始学习《${title}》，不能在这里自助退款了。`,
      `You have already started “${title}”, so it can't be refunded here.`,
    ),
  too_late: ({ title, days }) =>
    both(
      `《${title}》购买已超过 ${days} 天，过了自助退款期。`,
      `“${title}” was bought more than ${days} days ago; the refund window is over.`,
    ),
  too_far: ({ title }) =>
    both(
      `《${title}》的学习进度已超过可以退款的范围。`,
      `You have used more of “${title}” than can be refunded here.`,
    ),
  exempt: ({ title, legalText }) =>
    both(
      `《${title}》已经打开。${legalText?.zh ?? ''}`,
      `“${title}” has been opened. ${legalText?.en ?? ''}`.trim(),
    ),
  partly_refunded: ({ title }) =>
    both(
      `《${title}》已经退过一部分，剩下的要请人工客服处理。`,
      `Part of “${title}” has been refunded already; the rest needs a person.`,
    ),
  disputed: ({ title }) =>
    both(
      `《${title}》的付款正在由银行处理争议，期间不能退款。`,
      `Your bank is looking into the payment of “${title}”, so it can't be refunded meanwhile.`,
    ),
  refund_running: ({ title }) =>
    both(
      `《${title}》的退款正在办理，到账后会在这里通知你。`,
      `The refund of “${title}” is on its way; you'll be told here when it arrives.`,
    ),
  refunded: ({ title }) =>
    both(
      `《${title}》已经退款，款项已按原支付方式退回。`,
      `“${title}” has been refunded already, back to the way you paid.`,
    ),
  free: ({ title }) =>
    both(
      `《${title}》是免费领取的，没有款项可退。`,
      `“${title}” was free, so there is nothing to give back.`,
    ),
  not_paid: ({ title }) =>
    both(`《${title}》没有可以退的款项。`, `There is no payment to give back for “${title}”.`),
};

/** Why one order cannot be refunded by the learner, in plain words. */
export function refusalText(refusal: Refusal, order: Refused): Both {
  return refusals[refusal](order);
}

/** A way back and how soon money shows there: "WeChat Pay, 1–3 days". */
export function arrivalText(method: string, soon: Both): Both {
  const way = methodText(method);
  return both(`${way.zh}，${soon.zh}`, `${way.en}, ${soon.en}`);
}

interface Returned {
  readonly amount: string;
  readonly orderNumber: string;
  readonly reason: 'order' | 'surplus';
  readonly cause: string;
  /** Where it went and how soon it shows there; null when nobody says. */
  readonly arrival: Both | null;
  /** False for a part after which access goes on. */
  readonly endsAccess: boolean;
}

/** What is said in the thread once money is on its way back to the payer; amounts come in as text. */
export function returnedText({ amount, orderNumber, reason, cause, arrival, endsAccess }: Returned): Both {
  const zhWhen = arrival === null ? '到账时间以支付渠道为准。' : `预计到账：${arrival.zh}。`;
  const enWhen =
    arrival === null ? 'How soon it shows depends on the payment service.' : `Expected: ${arrival.en}.`;
  if (reason === 'order' && !endsAccess) {
    return both(
      `退款 ${amount} 已原路退回（订单 ${orderNumber}），内容可以继续学。${zhWhen}`,
      `Your refund of ${amount} for order ${orderNumber} has gone back to the way you paid, and you keep your access. ${enWhen}`,
    );
  }
  if (reason === 'order') {
    return both(
      `退款 ${amount} 已原路退回（订单 ${orderNumber}），内容已停止使用。${zhWhen}`,
      `Your refund of ${amount} for order ${orderNumber} has gone back to the way you paid, and access has ended. ${enWhen}`,
    );
  }
  const [zh, en] = surplusOf(cause, amount);
  return both(
    `${zh}（订单 ${orderNumber}），不用申请。${zhWhen}`,
    `${en} (order ${orderNumber}); there is nothing you need to do. ${enWhen}`,
  );
}

/** What is said when a gateway cannot return the money and a person has to. */
export function handedOverText({
  amount,
  orderNumber,
  reason,
}: Pick<Returned, 'amount' | 'orderNumber' | 'reason'>): Both {
  const [zh, en] =
    reason === 'order'
      ? ['在此之前内容可以照常使用。', ' Until then you keep your access.']
      : ['不用再次申请。', ' There is nothing you need to do.'];
  return both(
    `退款 ${amount}（订单 ${orderNumber}）没能由支付渠道自动退回，已经转给同事人工处理，办好后会在这里通知你。${zh}`,
    `The payment service could not return your ${amount} for order ${orderNumber} by itself, so one of us is taking care of it. You will be told here when it is done.${en}`,
  );
}

function surplusOf(cause: string, amount: string): readonly [zh: string, en: string] {
  if (cause === 'paid_too_late') {
    return [
      `这笔付款到得太晚，订单已经关闭，${amount} 已原路退回`,
      `Your payment arrived after the order had closed, so ${amount} has gone back to the way you paid`,
    ];
  }
  if (cause === 'amount_mismatch') {
    return [
      `付款金额与订单不符，收到的 ${amount} 已原路退回`,
      `The amount paid did not match the order, so the ${amount} we received has gone back to the way you paid`,
    ];
  }
  if (cause === 'already_owned') {
    return [
      `这个内容你已经拥有，多付的 ${amount} 已原路退回`,
      `You already owned this, so the extra ${amount} has gone back to the way you paid`,
    ];
  }
  return [
    `多付的 ${amount} 已原路退回`,
    `You had paid more than once: the extra ${amount} has gone back to the way you paid`,
  ];
}
