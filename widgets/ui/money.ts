import type { Language } from '../../src/identity/wire.ts';

// ISO 4217 minor units that are not 2. Intl is not asked: its data follow custom, not the standard (IQD, for one).
const exponents: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

/** How many digits of `currency` stand after the point: 0, 2 or 3. */
export function minorExponent(currency: string): number {
  const found = Object.entries(exponents).find(([, codes]) => codes.split(' ').includes(currency));
  return found ? Number(found[0]) : 2;
}

/** Writes an amount in minor units as people of that language read it, every minor digit shown. */
export function formatMoney(amountMinor: number, currency: string, language: Language): string {
  const exponent = minorExponent(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  const split = digits.length - exponent;
  // A decimal string keeps every digit; a division would not.
  const decimal = exponent === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  const format = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  return format.format(decimal as `${number}`);
}

/** Writes the day of an instant in the reader's own time zone. */
export function formatDay(atMs: number, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { month: 'short', day: 'numeric' }).format(atMs);
}

/** Writes an instant (milliseconds since the epoch) in the reader's own time zone. */
export function formatInstant(atMs: number, language: Language, style: 'time' | 'full'): string {
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
  const day = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(locales[language], style === 'full' ? { ...day, ...time } : time).format(
    atMs,
  );
}
