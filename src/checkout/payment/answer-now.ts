import type { Tx } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';
import { type IdempotentRequest, keepAnswer } from '../idempotency.ts';
import type { Session } from '../session/store.ts';
import { viewLocked } from '../session/view-checkout.ts';
import type { Prepared } from './prepared.ts';

/** Answers a press with the checkout as it stands, and keeps that for the key. */
export async function answerNow(
  deps: CheckoutDeps,
  tx: Tx,
  { request, session }: { request: IdempotentRequest; session: Pick<Session, 'checkoutId'> },
): Promise<Prepared> {
  const body = await viewLocked(deps, tx, session.checkoutId);
  await keepAnswer(tx, request, { status: 200, body });
  return { kind: 'answered', answer: { status: 200, body, replayed: false } };
}
