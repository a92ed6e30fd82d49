import type { Tx } from '../../kernel/db/database.ts';
import { splitAmount, sumAmounts, taxContained } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOrderLines, updateOrder, updateOrderLine } from '../order/store.ts';
import type { OfferLine } from '../session/checkout.ts';
import { type Session, updateSessionOffer } from '../session/store.ts';
import type { WordCase } from './judge-word.ts';
import { type Attempt, updateAttempt, updatePayment } from './store.ts';

type PartDeps = Pick<CheckoutDeps, 'clock' | 'merchant'>;

/** Writes that less was taken than was reserved: from now on the attempt's amount is what was taken. */
export async function keepTaken(deps: PartDeps, tx: Tx, attempt: Attempt): Promise<Attempt> {
  const { captureMinor, amountMinor: reservedMinor } = attempt;
  if (captureMinor === null) return attempt;
  const change = { amountMinor: captureMinor, reservedMinor, updatedAtMs: deps.clock.nowMs() };
  await updateAttempt(tx, attempt, change);
  return { ...attempt, ...change };
}

/**
 * Makes a purchase what was taken of it, before it is settled: what was released is a discount on its lines, in proportion
 * to their totals by largest remainder, so that order, payment, ledger, shares and later refunds agree to the unit.
 */
export async function takePart(deps: PartDeps, tx: Tx, thing: WordCase): Promise<WordCase> {
  if (thing.attempt.captureMinor === null) return thing;
  const attempt = await keepTaken(deps, tx, thing.attempt);
  const amountMinor = thing.payment.amountMinor - ((attempt.reservedMinor ?? 0) - attempt.amountMinor);
  const payment = { ...thing.payment, amountMinor };
  await updatePayment(tx, payment.paymentId, { amountMinor, updatedAtMs: deps.clock.nowMs() });
  const session = reduced(deps, thing.session, amountMinor);
  await writeReduced(deps, tx, { session, orderId: payment.orderId });
  return { ...thing, session, payment, attempt };
}

function reduced({ merchant }: PartDeps, session: Session, takenMinor: number): Session {
  const totals = splitAmount(
    takenMinor,
    session.lines.map(({ totalMinor }) => totalMinor),
  );
  const lines = session.lines.map((line, index): OfferLine => {
    const totalMinor = totals[index] ?? 0;
    const discountMinor = line.discountMinor + (line.totalMinor - totalMinor);
    return { ...line, totalMinor, discountMinor, taxMinor: taxContained(totalMinor, merchant.taxRatePpm) };
  });
  return {
    ...session,
    lines,
    discountMinor: sumAmounts(lines.map((line) => line.discountMinor)),
    taxMinor: sumAmounts(lines.map((line) => line.taxMinor)),
    totalMinor: takenMinor,
  };
}

/** The lines of an order are those of its checkout, in their order. */
async function writeReduced(
  deps: PartDeps,
  tx: Tx,
  { session, orderId }: { session: Session; orderId: string },
): Promise<void> {
  const { lines, discountMinor, taxMinor, totalMinor, couponCode, couponUseId } = session;
  const sums = { discountMinor, taxMinor, totalMinor };
  const updatedAtMs = deps.clock.nowMs();
  await updateSessionOffer(tx, session.checkoutId, { lines, ...sums, couponCode, couponUseId, updatedAtMs });
  await updateOrder(tx, orderId, sums);
  for (const [index, { orderLineId }] of (await findOrderLines(tx, [orderId])).entries()) {
    const line = lines[index];
    if (line === undefined) throw new Error(`order ${orderId} has more lines than its checkout`);
    const amounts = {
      discountMinor: line.discountMinor,
      taxMinor: line.taxMinor,
      totalMinor: line.totalMinor,
    };
    await updateOrderLine(tx, orderLineId, amounts);
  }
}
