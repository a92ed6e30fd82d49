import type { Language } from '../../identity/wire.ts';
import { formatDecimal, type Money } from '../../kernel/money.ts';

/** Signs that leave no doubt in their language; every other currency is written by its code. */
const SIGNS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { CNY: '¥', USD: 'US$', HKD: 'HK$', EUR: '€', GBP: '£' },
  en: { CNY: 'CN¥', USD: '$', HKD: 'HK$', EUR: '€', GBP: '£' },
};

/** An amount as the bot writes it, every minor digit shown. */
export function formatMoney(money: Money, language: Language): string {
  const sign = SIGNS[language][money.currency];
  return sign === undefined ? `${money.currency} ${formatDecimal(money)}` : `${sign}${formatDecimal(money)}`;
}

/** A price as the bot writes it: nothing to pay is said in a word. */
export function formatPrice(money: Money, language: Language): string {
  if (money.amountMinor === 0) return language === 'zh' ? '免费' : 'free';
  return formatMoney(money, language);
}
