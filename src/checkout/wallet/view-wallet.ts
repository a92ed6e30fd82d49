import type { Caller } from '../../identity/index.ts';
import { type Queries, sql } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findLots } from './store.ts';
import type { WalletView } from './wire.ts';

/** A learner's wallet. Bonus whose time is over is not shown, whether it was taken back yet or not. */
export async function viewWallet(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'livemode' | 'topUpPackages'>,
  caller: Pick<Caller, 'learnerId'>,
): Promise<WalletView> {
  const owner = { learnerId: caller.learnerId, livemode: deps.livemode ? 1 : 0 };
  const nowMs = deps.clock.nowMs();
  const [balances, lots] = await Promise.all([
    balancesOf(deps.db.query, owner, nowMs),
    findLots(deps.db.query, owner, limits.walletLotsPerList),
  ]);
  return {
    balances,
    lots: lots
      .filter(({ expiresAtMs, heldMinor }) => heldMinor > 0 || (expiresAtMs ?? Infinity) > nowMs)
      .map(({ lotId, kind, currency, remainingMinor, heldMinor, expiresAtMs }) => ({
        lotId,
        kind,
        currency,
        remainingMinor: (expiresAtMs ?? Infinity) > nowMs ? remainingMinor : 0,
        heldMinor,
        expiresAtMs,
      })),
    packages: [...deps.topUpPackages],
  };
}

async function balancesOf(
  db: Queries,
  owner: { learnerId: string; livemode: number },
  nowMs: number,
): Promise<WalletView['balances']> {
  const free = sql`"expiresAtMs" IS NULL OR "expiresAtMs" > ${nowMs}`;
  const sumOf = (kind: 'paid' | 'bonus') =>
    sql<number>`CAST(SUM(CASE WHEN "kind" = ${kind} AND (${free}) THEN "remainingMinor" ELSE 0 END) AS BIGINT)`;
  return db
    .selectFrom('wallet_lot')
    .select(['currency', sumOf('paid').as('paidMinor'), sumOf('bonus').as('bonusMinor')])
    .select(sql<number>`CAST(SUM("heldMinor") AS BIGINT)`.as('heldMinor'))
    .where('learnerId', '=', owner.learnerId)
    .where('livemode', '=', owner.livemode)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
}
