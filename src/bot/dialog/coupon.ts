import type { DescribedCoupon } from '../../checkout/index.ts';
import type { Money } from '../../kernel/money.ts';
import { both } from '../text/both.ts';
import { notices } from '../text/notices.ts';
import { formatMoney } from '../text/price.ts';
import { couponRefusalText, couponText, service } from '../text/service.ts';
import { quickReplies } from '../text/talk.ts';
import { say } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/** Tells what the code in the message gives, or asks for one. Codes are applied at the checkout, never from here. */
export async function answerCoupon(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const code = codeIn(turn.message.text);
  if (code === null) {
    const taps = [quickReplies.free, quickReplies.cheaper];
    return { drafts: [say(turn, service.askCode, { quickReplies: taps })], open: { step: 'asked_code' } };
  }
  return tellCode(deps, turn, code);
}

async function tellCode(deps: AnswerDeps, turn: Turn, code: string): Promise<Answer> {
  const coupon = await deps.describeCoupon({ learnerId: turn.message.learnerId, code });
  if (coupon.refusal !== null) {
    const sentence = couponRefusalText(coupon.refusal, coupon.code);
    return {
      drafts: [say(turn, sentence, { quickReplies: [quickReplies.start, quickReplies.person] })],
      open: { step: 'asked_code' },
    };
  }
  const sentence = couponText(coupon.code, {
    worth: worthOf(coupon),
    minimum: amountsText(coupon.minimums),
    until: coupon.endsAtMs === null ? null : new Date(coupon.endsAtMs).toISOString().slice(0, 10),
    isForSome: coupon.isForSome || coupon.productKinds !== null,
  });
  return { drafts: [say(turn, sentence, { quickReplies: [quickReplies.start] })] };
}

function worthOf({ percentOff, amountsOff }: DescribedCoupon) {
  if (percentOff !== null) return notices.percentOff(percentOff);
  const amounts = amountsText(amountsOff) ?? both('', '');
  return both(notices.amountOff(amounts.zh).zh, notices.amountOff(amounts.en).en);
}

function amountsText(amounts: readonly Money[]) {
  if (amounts.length === 0) return null;
  const said = (language: 'zh' | 'en') => amounts.map((money) => formatMoney(money, language));
  return both(said('zh').join(' / '), said('en').join(' / '));
}

/** Codes mix letters with digits or dashes, or are written in capitals. An order's number is all digits in front. */
const CODE =
  /(?<![\p{L}\p{N}-])(?!\d{8})(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9-]{2,30}[A-Za-z0-9](?![\p{Script=Latin}\p{N}-])/gu;

/** A day or a place: "the 20th". */
const ORDINAL = /^\d+(?:st|nd|rd|th|s|k|am|pm|h|min|gb)$/i;

/** The code a message names; null when it names none. */
export function codeIn(text: string): string | null {
  const words = text.normalize('NFKC').match(CODE) ?? [];
  const isShouting = !/[a-z]/.test(text) && words.length > 2;
  return (
    words.find(
      (word) => (/\d/.test(word) && !ORDINAL.test(word)) || (!isShouting && word === word.toUpperCase()),
    ) ?? null
  );
}
