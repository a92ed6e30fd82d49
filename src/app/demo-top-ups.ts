import type { TopUpPackage } from '../checkout/index.ts';

/** What the demo's wallets can be topped up with. */
export const demoTopUps: readonly TopUpPackage[] = [
  { packageId: 'cny_50', currency: 'CNY', amountMinor: 5_000, bonusMinor: 0, bonusDays: null },
  { packageId: 'cny_100', currency: 'CNY', amountMinor: 10_000, bonusMinor: 1_000, bonusDays: 180 },
  { packageId: 'cny_300', currency: 'CNY', amountMinor: 30_000, bonusMinor: 4_000, bonusDays: 180 },
  { packageId: 'usd_20', currency: 'USD', amountMinor: 2_000, bonusMinor: 200, bonusDays: 180 },
];
