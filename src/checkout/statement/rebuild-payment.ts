import type { Tx } from '../../kernel/db/database.ts';
import type { Learner } from '../../kernel/db/tables.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { PaymentGateway } from '../gateway/types.ts';
import { findOrder, saveOrder } from '../order/store.ts';
import { type Applied, applyGatewayPayment } from '../payment/apply-gateway-payment.ts';
import { findAttempts, findPayment, saveAttempt, savePayment } from '../payment/store.ts';
import { findSession, saveSession } from '../session/store.ts';
import type { JournaledAttempt } from './attempt-journal.ts';
import type { PlacedOrder } from './journal-entry.ts';
import type { RepairOutcome } from './repair-outcome.ts';

export interface LostPayment {
  readonly gateway: PaymentGateway;
  readonly reference: string;
  readonly journaled: JournaledAttempt | undefined;
}

/**
 * A payment that the gateway has and our database lost. The gateway's own answer to our question proves the money, the
 * journal tells whose it is; then its rows are written again and the answer applied as ever: access for its learner,
 * or the money back. Nothing is charged. Without either a person has to look.
 */
export async function rebuildPayment(deps: CheckoutDeps, lost: LostPayment): Promise<RepairOutcome> {
  const { gateway, reference, journaled } = lost;
  if (journaled === undefined)
    return person('the journal does not know it: whose it is, the gateway may tell');
  const { attempt, placed } = journaled;
  const answer = await gateway.queryPayment(reference);
  if (answer.outcome !== 'found') return person(`the gateway answers: ${answer.outcome}`);
  if (answer.payment.status !== 'succeeded') return person(`the gateway says ${answer.payment.status}`);
  if (attempt.gateway !== gateway.name) return person(`it belongs to ${attempt.gateway}`);
  if (placed !== undefined && placed.payment.amountMinor !== attempt.amountMinor) {
    return person('a part of it was paid from the wallet, which the backup may have otherwise');
  }
  const applied = await deps.db.transact(async (tx) => {
    const missing = await writeAgain(deps, tx, journaled);
    if (missing !== null) return missing;
    const word = { gateway: gateway.name, payment: answer.payment, source: 'query' } as const;
    return applyGatewayPayment(deps, tx, word);
  });
  return outcomeOf(applied);
}

type Missing = { readonly missing: string };

function person(resolution: string): RepairOutcome {
  return { isRepaired: false, resolution };
}

function outcomeOf(applied: Applied | Missing): RepairOutcome {
  if (typeof applied === 'object') return person(applied.missing);
  if (applied === 'succeeded')
    return { isRepaired: true, resolution: 'written again from the journal, access given' };
  if (applied === 'surplus')
    return { isRepaired: true, resolution: 'written again from the journal, being returned' };
  if (applied === 'nothing_new') return { isRepaired: true, resolution: 'known by now' };
  return person(`the gateway's answer does not prove it: ${applied}`);
}

/** What could not be written, in words; null when everything is there. */
async function writeAgain(
  deps: CheckoutDeps,
  tx: Tx,
  { attempt, placed, learner }: JournaledAttempt,
): Promise<Missing | null> {
  const payment = await findPayment(tx, attempt.paymentId);
  if (payment === undefined) {
    if (placed === undefined) return { missing: 'the journal does not know its order' };
    const missing = await writeOrder(deps, tx, { placed, learner });
    if (missing !== null) return missing;
  }
  const numbers = (await findAttempts(tx, attempt.paymentId)).map(({ number }) => number);
  await saveAttempt(tx, {
    ...attempt,
    number: numbers.includes(attempt.number) ? Math.max(...numbers) + 1 : attempt.number,
    // Not live, so that it takes no other attempt's place; what was paid on a canceled one is honoured (M10).
    status: 'canceled',
    action: null,
    checkAtMs: null,
    updatedAtMs: deps.clock.nowMs(),
  });
  return null;
}

async function writeOrder(
  deps: CheckoutDeps,
  tx: Tx,
  { placed, learner }: { placed: PlacedOrder; learner: Learner | undefined },
): Promise<Missing | null> {
  const { session, order, lines, payment } = placed;
  const learnerId = await learnerAgain(tx, order.learnerId, learner);
  if (learnerId === null) return { missing: 'the journal does not know its learner' };
  const unknown = await unknownPrices(tx, placed);
  if (unknown.length > 0) {
    return { missing: `the catalogue lacks ${unknown.join(', ')}: import it again, then repair again` };
  }
  const conversationId = await knownConversation(tx, session.conversationId);
  const owner = { learnerId, conversationId };
  if ((await findSession(tx, session.checkoutId)) === undefined) {
    // The use of its coupon is lost with the backup; the discount stays in the lines.
    await saveSession(tx, { ...session, ...owner, couponUseId: null, status: 'confirmed' });
  }
  if ((await findOrder(tx, order.orderId)) === undefined) {
    await saveOrder(tx, { ...order, ...owner, status: 'pending', paidAtMs: null }, lines);
  }
  await savePayment(tx, { ...payment, ...owner, status: 'created', updatedAtMs: deps.clock.nowMs() });
  return null;
}

/** The learner who bought, also when they came back after the restore and got another id; null when nobody knows. */
async function learnerAgain(tx: Tx, learnerId: string, learner: Learner | undefined): Promise<string | null> {
  const byId = await tx
    .selectFrom('learner')
    .select('learnerId')
    .where('learnerId', '=', learnerId)
    .executeTakeFirst();
  if (byId !== undefined) return byId.learnerId;
  if (learner === undefined) return null;
  await tx
    .insertInto('learner')
    .values(learner)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const present = await tx
    .selectFrom('learner')
    .select('learnerId')
    .where((where) =>
      where.or([where('learnerId', '=', learnerId), where('hostUserKey', '=', learner.hostUserKey)]),
    )
    .executeTakeFirst();
  return present?.learnerId ?? null;
}

async function unknownPrices(tx: Tx, { lines }: PlacedOrder): Promise<string[]> {
  const rows = await tx
    .selectFrom('price')
    .select('priceId')
    .where(
      'priceId',
      'in',
      lines.map(({ priceId }) => priceId),
    )
    .execute();
  const known = new Set(rows.map(({ priceId }) => priceId));
  return lines.filter(({ priceId }) => !known.has(priceId)).map(({ title }) => title);
}

async function knownConversation(tx: Tx, conversationId: string | null): Promise<string | null> {
  if (conversationId === null) return null;
  const row = await tx
    .selectFrom('conversation')
    .select('conversationId')
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  return row?.conversationId ?? null;
}
