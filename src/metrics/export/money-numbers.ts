/** A number of an accounting day: the entries that it sums, and with which sign, since the ledger holds income below zero. */
interface MoneyNumber {
  readonly sign: '' | '-';
  /** Which entries of the facts' table `money`, in SQL. */
  readonly entries: string;
}

/** The seven numbers of an accounting day (docs/LEDGER.md), in their order. */
export const moneyNumbers = {
  gross: { sign: '-', entries: `"account" = 'revenue'` },
  discount: { sign: '', entries: `"account" IN ('discounts', 'bonus_discounts')` },
  refund: { sign: '', entries: `"account" = 'refunds'` },
  tax: { sign: '-', entries: `"account" = 'tax_payable'` },
  fee: { sign: '', entries: `"account" = 'fees'` },
  net: { sign: '-', entries: `"account" IN ('revenue', 'discounts', 'bonus_discounts', 'refunds', 'fees')` },
  cash: { sign: '', entries: `"account" LIKE 'gateway_clearing:%'` },
} as const satisfies Record<string, MoneyNumber>;

/** The numbers as columns, in minor units. */
export const moneyColumns = Object.entries(moneyNumbers)
  .map(
    ([name, { sign, entries }]) =>
      `(${sign}coalesce(sum("amountMinor") FILTER (${entries}), 0))::BIGINT AS "${name}Minor"`,
  )
  .join(',\n      ');
