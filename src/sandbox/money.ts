/** ISO 4217 currencies whose minor unit is not a hundredth. */
const withoutDecimals = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
);
const withThreeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

const symbols: Readonly<Record<string, string>> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  JPY: 'JP¥',
};

const FEE_PER_MILLE = 6n;

/** An amount in minor units as an exact decimal of the major unit: 9900 CNY is `99.00`, 500 JPY `500`. */
export function majorDecimal(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  const whole = digits.slice(0, digits.length - exponent);
  return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-exponent)}`;
}

/** What a payer reads: `¥1,299.00`, `KWD 1.234`. */
export function displayAmount(amountMinor: number, currency: string): string {
  const [whole = '', decimals] = majorDecimal(amountMinor, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = decimals === undefined ? grouped : `${grouped}.${decimals}`;
  return `${symbols[currency] ?? `${currency} `}${text}`;
}

/** The sandbox's fee in minor units: 0.6 % of one line, rounded half up. `amountMinor` ≥ 0. */
export function feeOf(amountMinor: number): number {
  return Number((BigInt(amountMinor) * FEE_PER_MILLE + 500n) / 1000n);
}

function exponentOf(currency: string): number {
  if (withoutDecimals.has(currency)) return 0;
  return withThreeDecimals.has(currency) ? 3 : 2;
}
