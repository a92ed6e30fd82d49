interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Why an attempt failed, in words for the learner. Codes are ours, gateways' own are mapped to them. */
const texts = {
  card_declined: {
    zh: '银行拒绝了这次付款，没有扣款。可以换张卡或换一种方式。',
    en: 'Your bank declined this payment; nothing was charged. Try another card or another way to pay.',
  },
  insufficient_funds: {
    zh: '余额不足，没有扣款。可以换张卡或换一种方式。',
    en: 'There is not enough money on this card; nothing was charged. Try another card or another way to pay.',
  },
  challenge_failed: {
    zh: '身份验证未通过，没有扣款。请重试或换一种方式。',
    en: 'The verification did not succeed; nothing was charged. Try again or choose another way to pay.',
  },
  expired_card: {
    zh: '这张卡已过期，没有扣款。请换一张卡。',
    en: 'This card has expired; nothing was charged. Please use another one.',
  },
  canceled_by_learner: {
    zh: '你取消了付款，没有扣款。',
    en: 'You canceled the payment; nothing was charged.',
  },
  gateway_unavailable: {
    zh: '支付渠道暂时无法连接，没有扣款。请稍后再试或换一种方式。',
    en: 'The payment service cannot be reached; nothing was charged. Try again later or pay another way.',
  },
  amount_mismatch: {
    zh: '支付金额与订单不符，这笔钱会原路退回。',
    en: 'The amount charged does not match the order; it is being returned to you.',
  },
  merchant_mismatch: {
    zh: '这笔付款不属于本订单，我们正在核实。',
    en: 'This payment does not belong to the order; we are looking into it.',
  },
  declined: {
    zh: '付款未成功，没有扣款。可以换一种方式再试。',
    en: 'The payment did not go through; nothing was charged. You can try another way.',
  },
} satisfies Record<string, Bilingual>;

export type FailureCode = keyof typeof texts;

/** The learner's sentence for a failure; an unknown code gets the general one. */
export function failureText(code: string): Bilingual {
  return code in texts ? texts[code as FailureCode] : texts.declined;
}
