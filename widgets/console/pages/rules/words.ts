import type { Answer } from '../../../staff/staff-call.ts';

/** Does something and reads the book again; what was refused is said over the page. */
export type Act = (call: Promise<Answer<unknown>>) => Promise<boolean>;

export const actionWords = {
  allow: 'ruleActionAllow',
  challenge: 'ruleActionChallenge',
  review: 'ruleActionReview',
  block: 'ruleActionBlock',
} as const;
