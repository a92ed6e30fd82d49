import { defineErrors } from '../../kernel/errors.ts';

export const catalogErrors = defineErrors({
  product_changed: {
    status: 409,
    title: 'Somebody else changed the product since it was read',
    zh: '这个内容刚刚被别人改过。你填的还在，请对照最新内容后再保存。',
    en: 'Somebody else has just changed this product. What you wrote is still here; compare it and save again.',
  },
  product_amount_invalid: {
    status: 422,
    title: 'A price is no amount of its currency',
    zh: '价格格式不对：只填数字，小数位数不能超过该币种的位数。',
    en: 'A price is not valid: digits only, with no more decimals than the currency has.',
  },
  product_price_missing: {
    status: 422,
    title: 'What is on sale needs a price',
    zh: '上架的内容至少要有一个价格，免费请填 0。',
    en: 'A product on sale needs at least one price. Enter 0 if it is free.',
  },
  product_links_invalid: {
    status: 422,
    title: 'The links between products cannot stand like this',
    zh: '关联内容有误：不能关联自己，前置内容不能互为前置，套装至少含两个单品且不能套装套套装。',
    en: 'The linked products do not work: nothing can lead to itself, and a bundle needs two or more single products.',
  },
  translation_exists: {
    status: 409,
    title: 'The content exists in this language already',
    zh: '这个内容已经有该语言的版本了。',
    en: 'This content already exists in that language.',
  },
  price_plan_past: {
    status: 422,
    title: 'A planned price begins in the future, within two years',
    zh: '生效时间要晚于现在，且在两年之内。',
    en: 'The start must be later than now and within two years.',
  },
  price_plan_taken: {
    status: 409,
    title: 'A price of this currency is planned for that moment',
    zh: '这个币种在同一时间已有计划价格，请先取消它。',
    en: 'Another price in this currency already starts at that moment. Cancel that one first.',
  },
  price_plan_settled: {
    status: 409,
    title: 'The planned price holds already, or was canceled',
    zh: '这个计划价格已经生效或已取消。',
    en: 'That planned price has already started or was canceled.',
  },
});
