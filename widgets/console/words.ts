import type { ApprovalView, CaseLine, ListedConversation } from '../../src/bot/console/wire.ts';
import type { Language } from '../../src/identity/wire.ts';
import type { ConsoleKey } from './text.ts';

/** Names of states, as staff read them. What is not in a table is shown as it came. */
export const stateWords: Readonly<Record<ListedConversation['state'], ConsoleKey>> = {
  bot: 'stateBot',
  queued: 'stateQueued',
  offered: 'stateOffered',
  human: 'stateHuman',
  transfer: 'stateTransfer',
  wrap_up: 'stateWrapUp',
  closed: 'stateClosed',
};

export const caseWords: Readonly<Record<CaseLine['status'], ConsoleKey>> = {
  open: 'caseOpen',
  working: 'caseWorking',
  waiting: 'caseWaiting',
  upheld: 'caseUpheld',
  declined: 'caseDeclined',
  withdrawn: 'caseWithdrawn',
};

export const wishWords: Readonly<Record<ApprovalView['status'], ConsoleKey>> = {
  requested: 'wishRequested',
  approved: 'wishApproved',
  declined: 'wishDeclined',
  withdrawn: 'wishWithdrawn',
  expired: 'wishExpired',
};

export const invoiceWords = {
  requested: 'invoiceRequested',
  issued: 'invoiceIssued',
  declined: 'invoiceDeclined',
} as const satisfies Readonly<Record<string, ConsoleKey>>;

type Words = Readonly<Record<string, ConsoleKey>>;

export const orderWords: Words = {
  pending: 'orderPending',
  paid: 'orderPaid',
  canceled: 'orderCanceled',
  refunded: 'orderRefunded',
};

export const paymentWords: Words = {
  created: 'payCreated',
  requires_action: 'payRequiresAction',
  processing: 'payProcessing',
  authorized: 'payAuthorized',
  succeeded: 'paySucceeded',
  partially_refunded: 'payPartiallyRefunded',
  refunded: 'payRefunded',
  disputed: 'payDisputed',
  failed: 'payFailed',
  canceled: 'payCanceled',
};

export const refundWords: Words = {
  succeeded: 'refundSucceeded',
  failed: 'refundFailed',
  manual: 'refundManual',
};

export const disputeWords: Words = { opened: 'disputeOpened', won: 'disputeWon', lost: 'disputeLost' };

export const decisionWords: Words = {
  allow: 'allow',
  challenge: 'challenge',
  review: 'review',
  block: 'block',
};

export const reviewWords: Words = {
  approved: 'reviewApproved',
  rejected: 'reviewRejected',
  expired: 'reviewExpired',
};

/** A state in words. */
export function wordOf<Key>(
  words: Readonly<Record<string, Key>>,
  name: string,
  say: (key: Key) => string,
): string {
  const key = words[name];
  return key === undefined ? name : say(key);
}

/** A share of 0 to 1 as staff read it. */
export function formatShare(share: number, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
