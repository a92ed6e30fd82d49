import type { Tx } from '../../kernel/db/database.ts';
import { assertAmount } from '../../kernel/money.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { OfferLine } from '../session/checkout.ts';
import { accounts } from './accounts.ts';
import { type Entry, postToLedger } from './post.ts';

interface Sale {
  readonly session: { readonly lines: readonly OfferLine[] };
  readonly payment: { readonly paymentId: string; readonly currency: string };
}

/** What creators are owed of sold lines, by creator: their part of the price without tax and discount, rounded down. */
export function sharesOf(lines: readonly OfferLine[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { share, totalMinor, taxMinor } of lines) {
    if (share === undefined) continue;
    const owedMinor = Number((BigInt(totalMinor - taxMinor) * BigInt(share.sharePpm)) / 1_000_000n);
    shares.set(share.creatorId, assertAmount((shares.get(share.creatorId) ?? 0) + owedMinor));
  }
  return shares;
}

/** Books what creators are owed of a sale; nothing when no line has a share. */
export async function bookShares(deps: CheckoutDeps, tx: Tx, { session, payment }: Sale): Promise<void> {
  await postToLedger(deps, tx, {
    reference: `share:${payment.paymentId}`,
    kind: 'creator_share',
    currency: payment.currency,
    entries: [...sharesOf(session.lines)].flatMap(([creatorId, owedMinor]) => owed(creatorId, owedMinor)),
  });
}

interface Reversal extends Sale {
  /** The refund or the lost dispute. */
  readonly causeId: string;
  readonly totalMinor: number;
  /** What of the total was returned or charged back without and with it, in minor units. */
  readonly beforeMinor: number;
  readonly afterMinor: number;
}

/**
 * Takes back what creators are owed of a sale, in proportion to what went back of it, whether we returned it or a bank
 * took it: creators bear a loss as they share a gain. The parts of many refunds and disputes sum exactly.
 */
export async function reverseShares(deps: CheckoutDeps, tx: Tx, reversal: Reversal): Promise<void> {
  const { session, payment, causeId, totalMinor, beforeMinor, afterMinor } = reversal;
  if (totalMinor === 0) return;
  const partOf = (owedMinor: number, goneMinor: number): number =>
    Number((BigInt(owedMinor) * BigInt(Math.min(goneMinor, totalMinor))) / BigInt(totalMinor));
  await postToLedger(deps, tx, {
    reference: `share_reversal:${causeId}`,
    kind: 'creator_share_reversal',
    currency: payment.currency,
    entries: [...sharesOf(session.lines)].flatMap(([creatorId, owedMinor]) =>
      owed(creatorId, partOf(owedMinor, beforeMinor) - partOf(owedMinor, afterMinor)),
    ),
  });
}

function owed(creatorId: string, amountMinor: number): Entry[] {
  return [
    { account: accounts.creatorShare, amountMinor },
    { account: accounts.creatorPayable(creatorId), amountMinor: -amountMinor },
  ];
}
