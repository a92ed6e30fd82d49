/** Stripe's reasons in our words, where we have a sentence for the learner; the rest is a plain decline. */
const words: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'insufficient_funds',
  expired_card: 'expired_card',
  authentication_required: 'challenge_failed',
  payment_intent_authentication_failure: 'challenge_failed',
  payment_intent_payment_attempt_expired: 'closed',
  processing_error: 'processing_error',
};

/** What Stripe refuses before any payer is asked, in our words, so that another gateway may be tried. */
const refusals: Readonly<Record<string, string>> = {
  payment_method_unactivated: 'method_not_enabled',
  payment_method_not_available: 'method_not_enabled',
  payment_method_unsupported_type: 'method_not_enabled',
  payment_method_currency_mismatch: 'currency_not_supported',
  account_invalid: 'merchant_not_enabled',
};

export function refusalCodeOf(code: string | null): string {
  return refusals[code ?? ''] ?? code ?? 'refused';
}

/** Why a payer was declined. */
export function declineCodeOf(code: string | null, declineCode: string | null): string {
  return words[declineCode ?? ''] ?? words[code ?? ''] ?? 'card_declined';
}
