import { defineErrors } from '../../kernel/errors.ts';

/** Why a coupon does not help here. */
export const offerErrors = defineErrors({
  coupon_unknown: {
    status: 404,
    title: 'No such coupon, or not for this learner',
    zh: '没有找到这个优惠码，请检查后再试。',
    en: 'We could not find that code. Please check it and try again.',
  },
  coupon_not_started: {
    status: 409,
    title: 'The coupon is not valid yet',
    zh: '这个优惠码还没到可用时间。',
    en: 'This code is not valid yet.',
  },
  coupon_expired: {
    status: 409,
    title: 'The coupon is no longer valid',
    zh: '这个优惠码已过期。',
    en: 'This code has expired.',
  },
  coupon_used_up: {
    status: 409,
    title: 'Every use of the coupon is taken',
    zh: '这个优惠码已经被领完了。',
    en: 'This code has been used up.',
  },
  coupon_already_used: {
    status: 409,
    title: 'The learner has used the coupon as often as it allows',
    zh: '你已经用过这个优惠码了。',
    en: 'You have already used this code.',
  },
  coupon_first_purchase_only: {
    status: 409,
    title: 'The coupon is for a first purchase',
    zh: '这个优惠码只能在首次购买时使用。',
    en: 'This code is for a first purchase only.',
  },
  coupon_not_for_item: {
    status: 409,
    title: 'The coupon is not for these products',
    zh: '这个优惠码不适用于当前内容。',
    en: 'This code does not apply to this item.',
  },
  coupon_other_currency: {
    status: 409,
    title: 'The coupon gives nothing in this currency',
    zh: '这个优惠码不支持当前币种。',
    en: 'This code does not work in this currency.',
  },
  coupon_minimum_not_met: {
    status: 409,
    title: 'The products cost less than the coupon asks for',
    zh: '还没达到这个优惠码的最低消费。',
    en: 'The order is below the minimum for this code.',
  },
  coupon_too_late: {
    status: 409,
    title: 'Pay was pressed: the total is fixed',
    zh: '订单金额已确认，不能再更改优惠码。可以取消订单后重新下单。',
    en: 'The total is already fixed, so the code cannot be changed. You can cancel this order and start again.',
  },
  coupon_code_taken: {
    status: 409,
    title: 'There is a coupon of this code',
    zh: '这个优惠码已经存在，请换一个。',
    en: 'That code exists already. Please choose another.',
  },
});
