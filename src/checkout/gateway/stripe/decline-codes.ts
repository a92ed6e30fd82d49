/** Stripe's reasons in our words, where we have a sentence for the learner; the rest is a plain decline. */
const words: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'insufficient_funds',
  expired_card: 'expired_card',
  authentication_required: 'challenge_failed',
  payment_intent_authentication_failure: 'challenge_failed',
  payment_intent_payment_attempt_expired: 'closed',
};

export function declineCodeOf(code: string | null, declineCode: string | null): string {
  return words[declineCode ?? ''] ?? words[code ?? ''] ?? 'card_declined';
}
