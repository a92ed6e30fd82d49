/** Versions of the purchase terms; an order keeps the one that was shown (M12). Old versions stay for old orders. */
export const consentTexts = {
  '2026-11': {
    zh: '付款即表示你同意购买条款：数字内容付款后立即开通，7 天内未打开可申请退款。',
    en: 'By paying you agree to the purchase terms: digital content opens at once, and can be refunded within 7 days if unopened.',
  },
} as const;

/** The same of the terms of a top-up. */
export const topUpConsentTexts = {
  '2026-11': {
    zh: '付款即表示你同意充值条款：充值金额长期有效，未用部分可以退；赠送金额优先使用，到期作废，不能提现。',
    en: 'By paying you agree to the top-up terms: what you add never expires and can be refunded while unused; bonus money is spent first, expires as shown and cannot be cashed out.',
  },
} as const satisfies Record<keyof typeof consentTexts, { zh: string; en: string }>;

export const currentConsentVersion = '2026-11' satisfies keyof typeof consentTexts;
