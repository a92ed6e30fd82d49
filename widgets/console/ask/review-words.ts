import type { ReviewCaseView } from '../../../src/risk/wire.ts';
import type { RiskKey } from '../text/risk.ts';

/** The groups of what moved a score, and what became of a payment, in words. */
export const groupWords: Readonly<Record<string, RiskKey>> = {
  amount: 'groupAmount',
  account: 'groupAccount',
  presses: 'groupPresses',
  declines: 'groupDeclines',
  refunds: 'groupRefunds',
  chat: 'groupChat',
  place: 'groupPlace',
  payment: 'groupPayment',
};

export const outcomeWords: Readonly<Record<ReviewCaseView['similar'][number]['outcome'], RiskKey>> = {
  paid: 'outcomePaid',
  unpaid: 'outcomeUnpaid',
  fraud: 'outcomeFraud',
  good: 'outcomeGood',
};
