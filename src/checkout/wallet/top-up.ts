/** An amount to top a wallet up with, and what is given on top. */
export interface TopUpPackage {
  readonly packageId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly amountMinor: number;
  /** 0 without a bonus. */
  readonly bonusMinor: number;
  /** How long the bonus can be spent, in days; null = for ever. */
  readonly bonusDays: number | null;
}

/** The package of a top-up as it was offered; later changes of the configuration do not touch it. */
export type TopUp = Omit<TopUpPackage, 'currency'>;

/** The package as a row holds it. */
export function topUpText(topUp: TopUp | null): string | null {
  return topUp && JSON.stringify(topUp);
}

/** The package that a row holds; null for a purchase. */
export function topUpOf(text: string | null): TopUp | null {
  return text === null ? null : (JSON.parse(text) as TopUp);
}

/** What a top-up is called to gateways, on cards and in lists. */
export function topUpTitle(language: 'zh' | 'en'): string {
  return language === 'zh' ? '余额充值' : 'Balance top-up';
}
