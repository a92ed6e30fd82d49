export * from './catalog/index.ts';
export * from './complaint/index.ts';
export type {
  ChatPace,
  CheckoutDeps,
  CheckoutJobName,
  CreatorShare,
  Merchant,
} from './deps.ts';
export { checkoutErrors } from './errors.ts';
export { fingerprintOf } from './fingerprint.ts';
export { alipayGateway } from './gateway/alipay/index.ts';
export {
  findNotification,
  listNotifications,
  listQuarantined,
  type NotificationLine,
  notificationStates,
} from './gateway/list-notifications.ts';
export { findGivenUp, replayNotifications } from './gateway/replay-notifications.ts';
export { sandboxGateway, sandboxKeys } from './gateway/sandbox/index.ts';
export { stripeGateway } from './gateway/stripe/index.ts';
export type { PaymentGateway } from './gateway/types.ts';
export { wechatPayGateway } from './gateway/wechat/index.ts';
export { type GivenAnswer, runOnce } from './idempotency.ts';
export * from './invoice/index.ts';
export { checkoutJobs } from './jobs.ts';
export { KeyedHeaders, keyOf, sendAnswer } from './keyed-request.ts';
export * from './ledger/index.ts';
export { registerMerchant } from './merchant.ts';
export type { Coupon } from './offer/coupon.ts';
export {
  createCoupon,
  disableCoupon,
  generateCoupons,
  listCoupons,
} from './offer/create-coupon.ts';
export { type DescribedCoupon, describeCoupon } from './offer/describe-coupon.ts';
export { offerErrors } from './offer/errors.ts';
export { type GiveCoupon, giveCoupon } from './offer/give-coupon.ts';
export { offerRoutes } from './offer/routes.ts';
export { findCoupon } from './offer/store.ts';
export { listOrders } from './order/list-orders.ts';
export { orderSearchRoutes } from './order/routes.ts';
export { maskFound } from './order/search/mask-found.ts';
export { searchOrders } from './order/search/search-orders.ts';
export { moneyOfLearner, type OrderMoney } from './order/view-money.ts';
export { checkoutSummaryOf, refundSummaryOf } from './order/view-notices.ts';
export { entitlementsOf, ownedProductIds, type Receipt, receiptOf } from './order/view-orders.ts';
export type { PayLinkDeps } from './pay-link/open-pay-link.ts';
export { payLinkTo } from './pay-link/pay-link.ts';
export { payLinkRoutes } from './pay-link/routes.ts';
export { paymentRoutes } from './payment/routes.ts';
export { isReserved, settleHeld } from './payment/settle-held.ts';
export { type ToldPayment, tellPayments } from './payment/tell-payments.ts';
export { type PaymentSummary, paymentsOf } from './payment/view-payments.ts';
export { findSoldOut } from './places/hold-places.ts';
export { setPlaces } from './places/set-places.ts';
export * from './privacy/index.ts';
export { receiptRoutes } from './receipt/routes.ts';
export type { RefundPart } from './refund/allocate-refund.ts';
export { type RefundByStaff, refundByStaff } from './refund/refund-by-staff.ts';
export { refundRefusalOf } from './refund/refund-refusal.ts';
export { refundAmountOf } from './refund/refundable-amount.ts';
export { refundRoutes } from './refund/routes.ts';
export { loadRefundRules } from './refund/rules/rules.ts';
export { registerRefundRules } from './refund/rules/store.ts';
export { type RefundableOrder, refundableOrdersOf } from './refund/view-refundable.ts';
export { type Allowance, allowanceOf, type StaffGift } from './require-within-caps.ts';
export { checkoutRoutes, hostRoutes, notificationRoutes } from './routes.ts';
export * from './routing/index.ts';
export { cancelRejected } from './session/cancel-rejected.ts';
export { methodsFor } from './session/methods.ts';
export { type OfferCheckout, offerCheckout } from './session/offer-checkout.ts';
export { type OpenForTurn, openForTurn } from './session/open-for-turn.ts';
export { openCheckoutProductIds } from './session/open-products.ts';
export { CHECKOUT_TOPIC } from './session/wait-for-change.ts';
export { defaultStaffCaps, loadStaffCaps, staffCapErrors } from './staff-caps.ts';
export * from './statement/index.ts';
export { checkoutStates } from './states.ts';
export { walletRoutes } from './wallet/routes.ts';
export type { TopUpPackage } from './wallet/top-up.ts';
export { viewWallet } from './wallet/view-wallet.ts';
export * from './webhook/index.ts';
