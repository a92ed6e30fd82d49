import type { ArrivalView } from '../../../src/bot/wire.ts';
import type { Language } from '../../../src/identity/wire.ts';
import { formatDay } from '../../ui/money.ts';

const ways = ['alipay', 'wechat_pay', 'card', 'wallet'] as const;

/** The word for a way that money goes back. */
export function wayOf(method: string | undefined): (typeof ways)[number] | 'refundAny' {
  return ways.find((known) => known === method) ?? 'refundAny';
}

/** How soon money is there; beyond an hour with the last day of it. */
export function arrivalWords({ byMs, text }: ArrivalView, language: Language): string {
  if (byMs - Date.now() < 3_600_000) return text[language];
  const day = formatDay(byMs, language);
  return language === 'zh' ? `${text.zh}（最晚 ${day}）` : `${text.en} (by ${day})`;
}
