import type { ApprovalView } from '../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { consoleText } from './text.ts';

/** What is asked for, with what it comes to. */
export function useWishWords(): (approval: ApprovalView) => string {
  const say = useSay(consoleText);
  const language = useLanguage();
  return ({ wish, amountMinor, currency }) => {
    const money = formatMoney(amountMinor, currency, language);
    if (wish.kind === 'refund') return say('approvalRefund', { amount: money });
    const { percentOff } = wish.coupon;
    return say('approvalCoupon', { amount: percentOff === undefined ? money : `−${percentOff}%` });
  };
}
