import { checkoutText } from './checkout.ts';

/** What choosing a top-up says; loaded with it. */
export const topUpText = {
  topUpHeading: ['选择充值金额', 'How much would you like to add?'],
  topUpBonus: checkoutText.topUpBonus,
  topUpDays: ['，{days} 天内有效', ', valid {days} days'],
  topUpMore: [
    '充值的钱一直有效，没用完可以退；赠送的钱先用，不能提现。',
    'Money you add never expires and can be refunded while unused. Bonus money is spent first and cannot be cashed out.',
  ],
  topUpBack: ['返回订单', 'Back to your order'],
} as const;
