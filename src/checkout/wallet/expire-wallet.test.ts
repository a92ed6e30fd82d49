import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { silentLog } from '../../kernel/log.ts';
import { accounts } from '../ledger/accounts.ts';
import { imbalancesOf, postToLedger, trialBalance } from '../ledger/post.ts';
import { walletDifferences } from '../ledger/wallet-differences.ts';
import { expireWallet } from './expire-wallet.ts';
import { openKeyOf } from './hold.ts';
import { holdWallet, voidHold } from './hold-wallet.ts';
import { lockOpenHold } from './store.ts';
import { addLearnerWithPayment, addLot, walletDeps } from './wallet.testing.ts';

const START_MS = Date.parse('2026-11-23T00:00:00Z');

describeOnBothEngines('money that nobody claims', (database) => {
  /** A learner with 100 paid and 30 bonus that ends after 1000 ms, booked. */
  async function funded() {
    const deps = { ...walletDeps(), db: database(), log: silentLog() };
    const { learnerId, paymentId } = await addLearnerWithPayment(database());
    const whose = { learnerId, sourcePaymentId: paymentId };
    await addLot(database(), { ...whose, kind: 'paid', creditedMinor: 100 });
    const ends = { expiresAtMs: START_MS + 1000 };
    await addLot(database(), { ...whose, kind: 'bonus', creditedMinor: 30, ...ends });
    await database().transact((tx) =>
      postToLedger(deps, tx, {
        reference: `capture:${paymentId}`,
        kind: 'top_up',
        currency: 'CNY',
        entries: [
          { account: accounts.gatewayClearing('sandbox'), amountMinor: 100 },
          { account: accounts.walletPaid, amountMinor: -100 },
          { account: accounts.bonusPromised, amountMinor: 30 },
          { account: accounts.walletBonus, amountMinor: -30 },
        ],
      }),
    );
    const request = {
      ...{ learnerId, livemode: 0, currency: 'CNY', purpose: 'spend' as const, subjectId: paymentId },
      ...{ amountMinor: 50, expiresAtMs: START_MS + 500 },
    };
    return { deps, learnerId, paymentId, request };
  }
  const lotsOf = (learnerId: string) =>
    database()
      .query.selectFrom('wallet_lot')
      .select(['remainingMinor', 'heldMinor', 'expiredMinor', 'withdrawnMinor'])
      .where('learnerId', '=', learnerId)
      .orderBy('kind', 'desc')
      .execute();
  const expectSound = async () => {
    expect(imbalancesOf(await trialBalance(database().query, false))).toEqual([]);
    expect(await walletDifferences(database().query, false)).toEqual([]);
  };

  it('a hold whose attempt was never written lets its money go when its time is over', async () => {
    const { deps, learnerId, request } = await funded();
    await database().transact((tx) => holdWallet(deps, tx, request));
    await expireWallet(deps);
    expect((await lotsOf(learnerId)).map(({ heldMinor }) => heldMinor)).toEqual([20, 30]);
    deps.clockAt(START_MS + 500);
    await expireWallet(deps);
    expect((await lotsOf(learnerId)).map(({ remainingMinor }) => remainingMinor)).toEqual([100, 30]);
    await expectSound();
  });

  it('bonus that a payment under way holds outlives its time, and ends when it comes back', async () => {
    const { deps, learnerId, paymentId, request } = await funded();
    await database().transact((tx) =>
      holdWallet(deps, tx, { ...request, expiresAtMs: null, amountMinor: 10 }),
    );
    deps.clockAt(START_MS + 1000);
    await expireWallet(deps);
    expect(await lotsOf(learnerId)).toMatchObject([
      {},
      { remainingMinor: 0, heldMinor: 10, expiredMinor: 20 },
    ]);
    await expectSound();
    await database().transact(async (tx) => {
      const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'spend', subjectId: paymentId }));
      if (hold !== undefined) await voidHold(deps, tx, { hold, to: 'voided' });
    });
    await expireWallet(deps);
    await expireWallet(deps);
    expect(await lotsOf(learnerId)).toMatchObject([
      {},
      { remainingMinor: 0, heldMinor: 0, expiredMinor: 30 },
    ]);
    const events = await database()
      .query.selectFrom('domain_event')
      .select('type')
      .where('learnerId', '=', learnerId)
      .execute();
    expect(events).toHaveLength(2);
    await expectSound();
  });
});
