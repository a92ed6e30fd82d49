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
export { checkoutJobs } from './jobs.ts';
export * from './ledger/index.ts';
export { registerMerchant } from './merchant.ts';
export type { Coupon } from './offer/coupon.ts';
export {
  createCoupon,
  disableCoupon,
  generateCoupons,
  listCoupons,
} from './offer/create-coupon.ts';
export { offerErrors } from './offer/errors.ts';
export { offerRoutes } from './offer/routes.ts';
export { listOrders } from './order/list-orders.ts';
export { orderSearchRoutes } from './order/routes.ts';
export { checkoutSummaryOf, refundSummaryOf } from './order/view-notices.ts';
export { entitlementsOf, ownedProductIds, type Receipt, receiptOf } from './order/view-orders.ts';
export { paymentRoutes } from './payment/routes.ts';
export { type PaymentSummary, paymentsOf } from './payment/view-payments.ts';
export { receiptRoutes } from './receipt/routes.ts';
export { refundRoutes } from './refund/routes.ts';
export { loadRefundRules } from './refund/rules/rules.ts';
export { registerRefundRules } from './refund/rules/store.ts';
export { type RefundableOrder, refundableOrdersOf } from './refund/view-refundable.ts';
export { checkoutRoutes, hostRoutes, notificationRoutes } from './routes.ts';
export * from './routing/index.ts';
export { cancelRejected } from './session/cancel-rejected.ts';
export { defaultStaffCaps, loadStaffCaps, staffCapErrors } from './staff-caps.ts';
export * from './statement/index.ts';
export { checkoutStates } from './states.ts';
export { walletRoutes } from './wallet/routes.ts';
export type { TopUpPackage } from './wallet/top-up.ts';
export * from './webhook/index.ts';
