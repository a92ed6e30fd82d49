import type { Language } from '../../identity/wire.ts';
import { currencyExponent, formatDecimal, type Money } from '../../kernel/money.ts';

const LOCALES = { zh: 'zh-CN', en: 'en' } as const;

/** An amount as people write it in a language, every minor digit shown: ¥1,299.00. Exact: digits come in as text. */
export function moneyText(money: Money, language: Language): string {
  const digits = currencyExponent(money.currency);
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(formatDecimal(money) as Intl.StringNumericLiteral);
}
