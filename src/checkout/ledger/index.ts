export { type DayFigures, dayFigures } from './day-figures.ts';
export { type AccountBalance, imbalancesOf, trialBalance } from './post.ts';
export { type WalletDifference, walletDifferences } from './wallet-differences.ts';
