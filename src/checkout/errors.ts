import { defineErrors } from '../kernel/errors.ts';

export const checkoutErrors = defineErrors({
  product_not_found: {
    status: 404,
    title: 'No such product on sale',
    zh: '这个内容不存在或已下架。',
    en: 'This item does not exist or is no longer on sale.',
  },
  currency_not_offered: {
    status: 422,
    title: 'The product has no price in this currency',
    zh: '这个内容不支持用该币种购买。',
    en: 'This item is not sold in that currency.',
  },
  price_changed: {
    status: 409,
    title: 'The price changed since it was shown',
    zh: '价格刚刚有变动，请确认新价格后再付款。',
    en: 'The price has just changed. Please check the new price before paying.',
  },
  already_owned: {
    status: 409,
    title: 'The learner already has access',
    zh: '你已经拥有这个内容，无需再次购买。',
    en: 'You already own this. There is no need to buy it again.',
  },
  identity_required: {
    status: 401,
    title: 'Paying needs a signed-in learner',
    zh: '请先登录再付款，你的对话会保留。',
    en: 'Please sign in before paying. Your conversation stays here.',
  },
  checkout_expired: {
    status: 409,
    title: 'The checkout is no longer open',
    zh: '这次下单已过期，请重新发起。没有扣款。',
    en: 'This checkout has expired. Please start again; nothing was charged.',
  },
  checkout_canceled: {
    status: 409,
    title: 'The checkout was canceled',
    zh: '这次下单已取消，请重新发起。',
    en: 'This checkout was canceled. Please start again.',
  },
  checkout_paid: {
    status: 409,
    title: 'The checkout is paid',
    zh: '这笔订单已经付款成功，无法取消。',
    en: 'This order is already paid, so it cannot be canceled.',
  },
  consent_outdated: {
    status: 409,
    title: 'The consent text shown is not the present one',
    zh: '购买条款已更新，请重新确认后付款。',
    en: 'The purchase terms were updated. Please confirm them again before paying.',
  },
  method_unavailable: {
    status: 422,
    title: 'This payment method is not offered here',
    zh: '这里不能使用该支付方式，请换一种。',
    en: 'That payment method is not available here. Please choose another.',
  },
  return_url_not_allowed: {
    status: 422,
    title: 'The return URL is not on an allowed site',
    zh: '返回地址不在允许的网站内。',
    en: 'The return address is not on an allowed site.',
  },
  payment_being_checked: {
    status: 409,
    title: 'The previous attempt is still being checked at the gateway',
    zh: '上一次付款结果正在确认，请稍等片刻，不会重复扣款。',
    en: 'We are still confirming your last attempt. One moment; you will not be charged twice.',
  },
  gateway_unavailable: {
    status: 503,
    title: 'The gateway cannot be reached; nothing was charged',
    zh: '支付渠道暂时无法连接，没有扣款。请稍后再试或换一种方式。',
    en: 'The payment service cannot be reached. Nothing was charged; try again or pay another way.',
  },
  idempotency_key_missing: {
    status: 400,
    title: 'This request needs an Idempotency-Key header',
    zh: '请求缺少幂等键，请刷新后重试。',
    en: 'The request lacks its idempotency key. Please refresh and try again.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    zh: '这次请求与之前的不一致，请重新发起。',
    en: 'This request differs from the earlier one. Please start again.',
  },
  idempotency_key_running: {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
    zh: '正在处理上一次点击，请稍候。',
    en: 'Your first click is still being processed. One moment.',
  },
  notification_refused: {
    status: 401,
    title: 'The notification proves nothing: bad signature, age or form',
    zh: '支付通知校验失败。',
    en: 'The payment notification could not be verified.',
  },
  gateway_unknown: {
    status: 404,
    title: 'No gateway of this name',
    zh: '没有这个支付渠道。',
    en: 'There is no payment service of that name.',
  },
});
