import type { Bilingual } from './types.ts';

/**
 * What a learner reads. Most of them did nothing wrong, so no sentence accuses, each says whether money moved and what
 * to do now, and none tells which sign was seen: that would teach whoever tries to get around it.
 */
export const sentences = {
  goOn: {
    zh: '可以继续付款。',
    en: 'You can go on and pay.',
  },
  confirmItIsYou: {
    zh: '为了保护你的账户，付款前需要多一步验证，按页面提示操作就好。',
    en: 'To keep your account safe there is one more check before you pay. Just follow the page.',
  },
  aPersonLooks: {
    zh: '这笔订单需要人工确认一下，没有扣款。确认好了会在对话里告诉你，届时就可以付款；着急的话，可以找人工客服。',
    en: 'A person is taking a quick look at this order. Nothing was charged. We will tell you in this conversation when you can pay; if it is urgent, ask to talk to a person.',
  },
  waitTenMinutes: {
    zh: '刚才有几次付款没有成功。为了保护你的账户，付款先暂停十分钟，没有扣款。稍后可以换一种方式再试，或找人工客服帮忙。',
    en: 'Several payments did not go through just now. To keep your account safe, paying is paused for ten minutes, and nothing was charged. Try another way to pay after that, or ask a person to help.',
  },
  waitAnHour: {
    zh: '短时间内付款次数较多，为了保护你的账户，付款先暂停一会儿，没有扣款。请一小时后再试，或找人工客服帮忙。',
    en: 'There were many payments in a short time. To keep your account safe, paying is paused for a while, and nothing was charged. Please try again in an hour, or ask a person to help.',
  },
  askAPerson: {
    zh: '为了保护你的账户，这里暂时不能付款，没有扣款。请找人工客服帮你看看。',
    en: 'To keep your account safe, paying is paused here, and nothing was charged. Please ask a person to look into it with you.',
  },
  tryAgainSoon: {
    zh: '付款前的检查暂时没能完成，没有扣款。请一分钟后再试，或找人工客服帮忙。',
    en: 'We could not finish a check before the payment, and nothing was charged. Please try again in a minute, or ask a person to help.',
  },
  signInAgain: {
    zh: '为了保护你的账户，请重新登录确认是你本人，再回来付款。没有扣款。',
    en: 'To keep your account safe, please sign in again so that we know it is you, then come back and pay. Nothing was charged.',
  },
  askOrTomorrow: {
    zh: '今天有多次付款没有成功。为了保护你的账户，付款先暂停，没有扣款。请明天再试，或找人工客服帮你看看。',
    en: 'Many payments did not go through today. To keep your account safe, paying is paused, and nothing was charged. Please try again tomorrow, or ask a person to look into it with you.',
  },
  notThisOrder: {
    zh: '这笔订单经人工确认后没有继续，没有扣款。如果你觉得不对，请找人工客服，我们会再看一次。',
    en: 'A person looked at this order and did not let it go on. Nothing was charged. If you think that is wrong, ask to talk to a person and we will look again.',
  },
} as const satisfies Record<string, Bilingual>;
