/** Money that was paid in, and money given on top, which never becomes cash (M6). */
export type LotKind = 'paid' | 'bonus';

/** What of a lot can be spent, and what decides its turn. */
export interface SpendableLot {
  readonly lotId: string;
  readonly kind: LotKind;
  readonly remainingMinor: number;
  readonly expiresAtMs: number | null;
  readonly createdAtMs: number;
}

/** What is taken from one lot. */
export interface Taking {
  readonly lotId: string;
  readonly kind: LotKind;
  readonly amountMinor: number;
}

/**
 * The order of spending: bonus that expires, the soonest first; then bonus without an end; then paid money, the
 * oldest first. The learner loses the least that way.
 */
export function inSpendOrder<Lot extends SpendableLot>(lots: readonly Lot[]): Lot[] {
  const endOf = (lot: Lot): number => lot.expiresAtMs ?? Number.MAX_SAFE_INTEGER;
  return [...lots].sort(
    (a, b) =>
      Number(a.kind === 'paid') - Number(b.kind === 'paid') ||
      endOf(a) - endOf(b) ||
      a.createdAtMs - b.createdAtMs ||
      (a.lotId < b.lotId ? -1 : 1),
  );
}

/** Takes an amount (> 0, minor units) from lots in the order of spending; null when they hold less. */
export function takeFromLots(lots: readonly SpendableLot[], amountMinor: number): Taking[] | null {
  const takings: Taking[] = [];
  let leftMinor = amountMinor;
  for (const { lotId, kind, remainingMinor } of inSpendOrder(lots)) {
    if (leftMinor === 0) break;
    const takenMinor = Math.min(leftMinor, remainingMinor);
    if (takenMinor === 0) continue;
    takings.push({ lotId, kind, amountMinor: takenMinor });
    leftMinor -= takenMinor;
  }
  return leftMinor === 0 ? takings : null;
}

/** What takings come to, paid and bonus apart. */
export function sumByKind(takings: readonly Pick<Taking, 'kind' | 'amountMinor'>[]): Record<LotKind, number> {
  const sums = { paid: 0, bonus: 0 };
  for (const { kind, amountMinor } of takings) sums[kind] += amountMinor;
  return sums;
}
