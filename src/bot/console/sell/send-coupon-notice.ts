import { findCoupon } from '../../../checkout/index.ts';
import type { Language } from '../../../identity/wire.ts';
import type { Subscription } from '../../../kernel/outbox.ts';
import type { ConversationDeps } from '../../deps.ts';
import { deliverNotice, isNoticeDelivered } from '../../notice/deliver-notice.ts';
import type { Both } from '../../text/both.ts';
import { notices } from '../../text/notices.ts';
import { formatMoney } from '../../text/price.ts';
import { dayText } from '../day-text.ts';
import type { ConsoleOpsDeps } from '../deps.ts';

type NoticeDeps = ConversationDeps & Pick<ConsoleOpsDeps, 'checkout'>;
type Coupon = NonNullable<Awaited<ReturnType<typeof findCoupon>>>;

/** A coupon that somebody gave is told in the thread, once, with its code on a line of its own to copy. */
export function sendCouponNotice(deps: NoticeDeps): Subscription {
  return {
    name: 'bot.send_coupon_notice',
    types: ['coupon.given'],
    handle: async ({ subjectId: couponId, conversationId, learnerId }) => {
      const activityId = `act_coupon_${couponId}`;
      if (conversationId == null || learnerId == null) return;
      if (await isNoticeDelivered(deps, activityId)) return;
      const coupon = await findCoupon(deps.db.query, couponId);
      if (coupon === undefined) throw new Error(`there is no coupon ${couponId}`);
      const language = await languageOf(deps, conversationId);
      const until =
        coupon.endsAtMs === null ? null : dayText(coupon.endsAtMs, deps.checkout.merchant.timeZone);
      const said = notices.couponGiven(worthOf(coupon, language), until)[language];
      const text = `${said}\n${notices.couponCode(coupon.code)[language]}`;
      const address = { learnerId, conversationId, language };
      await deliverNotice(deps, { activityId, address, draft: { text, language } });
    },
  };
}

function worthOf({ percentOff, amountsOff }: Coupon, language: Language): Both {
  if (percentOff !== null) return notices.percentOff(percentOff);
  const [[currency, amountMinor] = ['', 0]] = Object.entries(amountsOff ?? {});
  return notices.amountOff(formatMoney({ amountMinor, currency }, language));
}

async function languageOf(deps: NoticeDeps, conversationId: string): Promise<Language> {
  const row = await deps.db.query
    .selectFrom('conversation')
    .select('language')
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  return row?.language === 'en' ? 'en' : 'zh';
}
