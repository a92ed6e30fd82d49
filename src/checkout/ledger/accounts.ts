export type AccountKind = 'asset' | 'liability' | 'income' | 'expense';

interface AccountDefinition {
  readonly kind: AccountKind;
  /** What stands behind the colon of its name; null when the account is one. */
  readonly named: string | null;
  readonly about: string;
}

/**
 * The chart: every account there is. Positive entries are debits, negative credits, so assets and expenses stand
 * above zero, liabilities and income below. Contra accounts of income are kept as income.
 */
export const chart = {
  gateway_clearing: {
    kind: 'asset',
    named: 'gateway',
    about: 'What a gateway has taken for us and not yet paid out.',
  },
  disputes_held: {
    kind: 'asset',
    named: 'gateway',
    about: 'What a gateway has taken back while a dispute is open.',
  },
  paid_by_hand: {
    kind: 'asset',
    named: null,
    about:
      'What people returned outside a gateway: credited here, and cleared by the bank transfer that did it.',
  },
  receivable: {
    kind: 'asset',
    named: 'reason',
    about: 'What we are owed: a top-up charged back after it was spent (`top_up`), other losses to recover.',
  },
  bonus_promised: {
    kind: 'asset',
    named: null,
    about: 'Discounts promised as bonus money and not yet used: the other side of `wallet:bonus`.',
  },
  wallet: {
    kind: 'liability',
    named: 'money',
    about: 'What learners have in their wallets: `paid` and `bonus` apart; the subledger is their lots.',
  },
  creator_payable: {
    kind: 'liability',
    named: 'creator',
    about: 'What a creator is owed of what was sold, less refunds and lost disputes.',
  },
  tax_payable: { kind: 'liability', named: null, about: 'Tax contained in what was sold.' },
  surplus_payable: {
    kind: 'liability',
    named: null,
    about: 'Money captured that no order needs, until it is returned.',
  },
  revenue: { kind: 'income', named: null, about: 'Prices before discount, without the tax contained.' },
  discounts: {
    kind: 'income',
    named: null,
    about: 'Contra income: discounts given by coupons, and what was reserved of a price and not taken.',
  },
  bonus_discounts: {
    kind: 'income',
    named: null,
    about: 'Contra income: what was paid with bonus money, a discount at the time it is used.',
  },
  refunds: {
    kind: 'income',
    named: null,
    about: 'Contra income: what was sold and given back, without the tax contained.',
  },
  chargebacks: { kind: 'expense', named: null, about: 'What lost disputes took.' },
  fees: { kind: 'expense', named: null, about: 'What gateways keep for their service.' },
  creator_share: { kind: 'expense', named: null, about: 'Shares of creators in what was sold.' },
} as const satisfies Record<string, AccountDefinition>;

type ChartName = keyof typeof chart;

/** The name of an account; what is not in the chart does not compile. */
export type Account = {
  [Name in ChartName]: (typeof chart)[Name]['named'] extends null ? Name : `${Name}:${string}`;
}[ChartName];

/** The names of the accounts, as postings use them. */
export const accounts = {
  gatewayClearing: (gateway: string): Account => `gateway_clearing:${gateway}`,
  disputesHeld: (gateway: string): Account => `disputes_held:${gateway}`,
  receivable: (reason: 'top_up' | 'chargeback'): Account => `receivable:${reason}`,
  paidByHand: 'paid_by_hand',
  bonusPromised: 'bonus_promised',
  walletPaid: 'wallet:paid',
  walletBonus: 'wallet:bonus',
  creatorPayable: (creatorId: string): Account => `creator_payable:${creatorId}`,
  taxPayable: 'tax_payable',
  surplusPayable: 'surplus_payable',
  revenue: 'revenue',
  discounts: 'discounts',
  bonusDiscounts: 'bonus_discounts',
  refunds: 'refunds',
  chargebacks: 'chargebacks',
  fees: 'fees',
  creatorShare: 'creator_share',
} as const satisfies Record<string, Account | ((name: never) => Account)>;

/** The kind of an account by its name; null when the chart does not know it. */
export function kindOfAccount(account: string): AccountKind | null {
  const [name = '', ...rest] = account.split(':');
  if (!Object.hasOwn(chart, name)) return null;
  const definition: AccountDefinition = chart[name as ChartName];
  return (definition.named === null) === (rest.length === 0) ? definition.kind : null;
}
