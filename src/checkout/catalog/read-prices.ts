import { currencyExponent, type Money, parseAmount } from '../../kernel/money.ts';
import type { MappedRow } from './mapping.ts';
import type { RowProblem } from './problems.ts';
import { readBoolean, readText } from './read-fields.ts';

export interface PriceDefaults {
  /** For rows whose price has no currency. */
  readonly currency?: string | undefined;
  /** For rows without a price; in the unit of `priceUnit`. */
  readonly priceDefault?: string | undefined;
  /** `minor`: amounts are integers in the currency's smallest unit. */
  readonly priceUnit: 'major' | 'minor';
}

export type PricesResult = { readonly prices: readonly Money[] } | { readonly problem: RowProblem };

const SIGNS: Readonly<Record<string, string>> = { '¥': 'CNY', '￥': 'CNY', $: 'USD', '€': 'EUR', '£': 'GBP' };
const FREE_WORDS = new Set(['free', '免费']);

/** The price list of a row, one price per currency. Decimal strings are read without floating point. */
export function readPrices(row: MappedRow, defaults: PriceDefaults): PricesResult {
  const listed = Object.entries(row.prices);
  if (listed.length > 0) return readAll(listed, defaults);
  const { price, currency } = row.fields;
  const rowCurrency = readText(currency)?.toUpperCase() ?? defaults.currency;
  const isFree = readBoolean(row.fields.isFree) === true || readBoolean(row.fields.isPaid) === false;
  const amount = isFree ? '0' : (price ?? defaults.priceDefault);
  if (amount === undefined) return { problem: { code: 'price_missing' } };
  const read = readPrice(amount, rowCurrency, defaults);
  return 'problem' in read ? read : { prices: [read.price] };
}

function readAll(listed: readonly (readonly [string, unknown])[], defaults: PriceDefaults): PricesResult {
  const prices: Money[] = [];
  for (const [currency, amount] of listed) {
    const read = readPrice(amount, currency.toUpperCase(), defaults);
    if ('problem' in read) return read;
    prices.push(read.price);
  }
  return { prices };
}

function readPrice(
  value: unknown,
  wantedCurrency: string | undefined,
  { priceUnit }: PriceDefaults,
): { price: Money } | { problem: RowProblem } {
  const text = readText(value) ?? '';
  const found = text.slice(0, 40);
  const { amount, currency: writtenCurrency } = splitCurrency(text);
  const currency = wantedCurrency ?? writtenCurrency;
  if (currency === undefined) return { problem: { code: 'currency_missing', found } };
  if (!/^[A-Z]{3}$/.test(currency))
    return { problem: { code: 'currency_invalid', found: currency.slice(0, 40) } };
  if (writtenCurrency !== undefined && writtenCurrency !== currency) {
    return { problem: { code: 'currency_invalid', found } };
  }
  const amountMinor = priceUnit === 'minor' ? parseMinor(amount) : parseAmount(amount, currency);
  return amountMinor === null
    ? { problem: { code: reasonOf(amount, currency, priceUnit), found } }
    : { price: { amountMinor, currency } };
}

/** "¥99.00", "USD 19.99", "free": what is the amount and which currency is written beside it. */
function splitCurrency(text: string): { amount: string; currency: string | undefined } {
  if (FREE_WORDS.has(text.toLowerCase())) return { amount: '0', currency: undefined };
  const sign = SIGNS[text[0] ?? ''];
  if (sign !== undefined) return { amount: text.slice(1).trim(), currency: sign };
  const code = /^([A-Za-z]{3})\s+(\S.*)$/.exec(text) ?? null;
  if (code !== null) return { amount: code[2] ?? '', currency: code[1]?.toUpperCase() };
  const codeAfter = /^(.*\S)\s+([A-Za-z]{3})$/.exec(text);
  if (codeAfter !== null) return { amount: codeAfter[1] ?? '', currency: codeAfter[2]?.toUpperCase() };
  return { amount: text, currency: undefined };
}

function parseMinor(amount: string): number | null {
  const value = /^\d{1,15}$/.test(amount) ? Number(amount) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

function reasonOf(amount: string, currency: string, unit: 'major' | 'minor'): RowProblem['code'] {
  if (/^[-−]\s*\d/u.test(amount)) return 'price_negative';
  const decimals = /^[\d,]+\.(\d+)$/.exec(amount)?.[1]?.replace(/0+$/, '') ?? '';
  return decimals.length > (unit === 'minor' ? 0 : currencyExponent(currency))
    ? 'price_decimals'
    : 'price_invalid';
}
