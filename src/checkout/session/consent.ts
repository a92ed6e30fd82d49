/** Versions of the purchase terms; an order keeps the one that was shown (M12). Old versions stay for old orders. */
export const consentTexts = {
  '2026-11': {
    zh: '付款即表示你同意购买条款：数字内容付款后立即开通，7 天内未打开可申请退款。',
    en: 'By paying you agree to the purchase terms: digital content opens at once, and can be refunded within 7 days if unopened.',
  },
} as const;

export const currentConsentVersion = '2026-11' satisfies keyof typeof consentTexts;
