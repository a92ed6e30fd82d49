/** What a learner wants, as classified. Earlier ones win a tie: money and people before small talk. */
export const INTENTS = [
  'manipulate',
  'payment_trouble',
  'claims_paid',
  'how_to_pay',
  'coupon',
  'privacy',
  'refund',
  'invoice',
  'human',
  'language',
  'access',
  'orders',
  'discount',
  'gift',
  'membership',
  'group_buy',
  'wallet',
  'more',
  'compare',
  'cheaper',
  'buy',
  'price',
  'details',
  'abuse',
  'search',
  'terms',
  'about_bot',
  'off_topic',
  'greeting',
  'thanks',
  'bye',
  'agreement',
  'unclear',
] as const;
export type Intent = (typeof INTENTS)[number];

/** How one way of saying it counts: 2 = a hint, 3 = plain, 4 = beyond doubt. */
export type IntentPattern = readonly [Intent, 1 | 2 | 3 | 4, RegExp];

/** Talk that is only that when nothing else is said. */
export type WholePattern = readonly [
  Extract<Intent, 'greeting' | 'thanks' | 'bye' | 'agreement' | 'abuse' | 'buy'>,
  RegExp,
];
