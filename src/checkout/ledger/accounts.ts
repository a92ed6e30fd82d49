/** The accounts of the ledger. Positive entries are debits, negative credits. */
export const accounts = {
  /** Asset: what a gateway has taken for us and not yet paid out. */
  gatewayClearing: (gateway: string) => `gateway_clearing:${gateway}`,
  /** Income: prices before discount, without the tax contained. */
  revenue: 'revenue',
  /** Contra income: discounts given, without the tax contained. */
  discounts: 'discounts',
  /** Contra income: what was sold and given back, without the tax contained. */
  refunds: 'refunds',
  /** Liability: tax contained in what was sold. */
  taxPayable: 'tax_payable',
  /** Liability: money captured that no order needs, until it is returned. */
  surplusPayable: 'surplus_payable',
} as const;
