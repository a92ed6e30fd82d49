export { privacyErrors } from './errors.ts';
export { exportPurchases, PURCHASES } from './export-purchases.ts';
export { forgetBuyer, requireNothingUnderWay } from './forget-buyer.ts';
