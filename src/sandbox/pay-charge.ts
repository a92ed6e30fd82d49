import { createHash } from 'node:crypto';
import { behaviourOf } from './cards.ts';
import type { Charge } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { SandboxError } from './errors.ts';
import { collectCharge, settleCharge } from './settle-charge.ts';

/** What the payer's browser is shown next; `unanswered` leaves it waiting although the money was taken. */
export type CardResult = 'settled' | 'challenge' | 'processing' | 'unanswered';

/** Pays from the payer's simulated wallet app, after a challenge when the merchant wants one. Throws `charge_not_payable`. */
export function payByWallet(deps: SandboxDeps, charge: Charge): 'settled' | 'challenge' {
  assertPayable(charge);
  if (charge.challenge) {
    openChallenge(deps, charge, {});
    return 'challenge';
  }
  collectCharge(deps, charge);
  return 'settled';
}

/** Submits a card; `number` holds digits only and only its last four are kept. Throws `charge_not_payable`. */
export function payByCard(deps: SandboxDeps, charge: Charge, number: string): CardResult {
  assertPayable(charge);
  const card = cardOf(number);
  const behaviour = behaviourOf(number);
  switch (behaviour === 'approve' && charge.challenge ? 'challenge' : behaviour) {
    case 'approve':
      collectCharge(deps, charge, card);
      return 'settled';
    case 'decline':
      settleCharge(deps, charge, { status: 'failed', declineCode: 'card_declined', ...card });
      return 'settled';
    case 'insufficient_funds':
      settleCharge(deps, charge, { status: 'failed', declineCode: 'insufficient_funds', ...card });
      return 'settled';
    case 'challenge':
      openChallenge(deps, charge, card);
      return 'challenge';
    case 'slow':
      startProcessing(deps, charge, card);
      return 'processing';
    case 'timeout':
      collectCharge(deps, charge, { ...card, notifyAfterMs: deps.settings.lateMs });
      return 'unanswered';
  }
}

/** Answers the bank's challenge: the right code pays, a wrong one declines. Throws `charge_not_payable`. */
export function answerChallenge(deps: SandboxDeps, charge: Charge, code: string): Charge {
  assertPayable(charge);
  if (charge.challengeCode === null) throw new SandboxError('charge_not_payable', 'no challenge is open');
  return code === charge.challengeCode
    ? collectCharge(deps, charge)
    : settleCharge(deps, charge, { status: 'failed', declineCode: 'challenge_failed' });
}

/** Gives up on the payer's wish. Throws `charge_not_payable`. */
export function cancelCharge(deps: SandboxDeps, charge: Charge): Charge {
  assertPayable(charge);
  return settleCharge(deps, charge, { status: 'closed', closeReason: 'payer' });
}

/** Takes up the slow payments that a former process left undecided. */
export function resumeProcessing(deps: SandboxDeps): void {
  for (const charge of deps.store.book.charges.values()) {
    if (charge.status === 'processing') scheduleDecision(deps, charge);
  }
}

/** Resolves when the charge is decided; at once when it is. */
export async function decided(deps: SandboxDeps, chargeId: string): Promise<void> {
  if (deps.store.book.charges.get(chargeId)?.status !== 'processing') return;
  await new Promise<void>((resolve) => {
    deps.waiting.set(chargeId, [...(deps.waiting.get(chargeId) ?? []), resolve]);
  });
}

function assertPayable(charge: Charge): void {
  if (charge.status !== 'pending')
    throw new SandboxError('charge_not_payable', `the charge is ${charge.status}`);
}

interface KnownOfCard {
  readonly cardLast4: string;
  readonly cardToken: string;
}

/** What is kept of a card: the same card has the same token in every charge. */
function cardOf(number: string): KnownOfCard {
  const cardToken = `card_${createHash('sha256').update(`sandbox:${number}`).digest('hex').slice(0, 24)}`;
  return { cardLast4: number.slice(-4), cardToken };
}

function openChallenge(deps: SandboxDeps, charge: Charge, card: Partial<KnownOfCard>): void {
  const change = { ...card, challengeCode: deps.newChallengeCode() };
  deps.store.record([{ kind: 'charge_change', id: charge.chargeId, change }]);
}

function startProcessing(deps: SandboxDeps, charge: Charge, card: KnownOfCard): void {
  const decideAtMs = deps.clock.wallMs() + deps.settings.slowMs;
  const change = { ...card, status: 'processing', decideAtMs } as const;
  deps.store.record([{ kind: 'charge_change', id: charge.chargeId, change }]);
  scheduleDecision(deps, { ...charge, ...change });
}

function scheduleDecision(deps: SandboxDeps, charge: Charge): void {
  const delayMs = (charge.decideAtMs ?? 0) - deps.clock.wallMs();
  deps.timers.after(delayMs, () => {
    // No money is taken after the expiry, even when the payer submitted before it.
    const expired = deps.clock.nowMs() >= charge.expiresAtMs;
    if (expired) settleCharge(deps, charge, { status: 'closed', closeReason: 'expired' });
    else collectCharge(deps, charge);
  });
}
