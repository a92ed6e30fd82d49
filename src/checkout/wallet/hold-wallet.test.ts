import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { openKeyOf } from './hold.ts';
import { type HoldRequest, holdWallet, postHold, voidHold } from './hold-wallet.ts';
import { lockLots, lockOpenHold, moves } from './store.ts';
import { addLearnerWithPayment, addLot, addPayment, walletDeps } from './wallet.testing.ts';

const deps = walletDeps();
const NOW_MS = deps.clock.nowMs();

describeOnBothEngines('wallet holds', (database) => {
  const wish = (learnerId: string, amountMinor: number): HoldRequest => ({
    learnerId,
    livemode: 0,
    currency: 'CNY',
    purpose: 'spend',
    subjectId: newId('pay'),
    amountMinor,
    expiresAtMs: NOW_MS + 1000,
  });
  const hold = (request: HoldRequest) => database().transact((tx) => holdWallet(deps, tx, request));
  const lotsOf = (learnerId: string) =>
    database()
      .query.selectFrom('wallet_lot')
      .select(['kind', 'remainingMinor', 'heldMinor', 'spentMinor'])
      .where('learnerId', '=', learnerId)
      .orderBy('createdAtMs')
      .execute();
  const end = (subjectId: string, how: 'post' | 'void') =>
    database().transact(async (tx) => {
      const open = await lockOpenHold(tx, openKeyOf({ purpose: 'spend', subjectId }));
      if (open === undefined) return 'over';
      if (how === 'post') await postHold(deps, tx, open);
      else await voidHold(deps, tx, { hold: open, to: 'voided' });
      return 'ended';
    });

  it('200 parallel spends over one balance take what there is, never more', async () => {
    const { learnerId, paymentId } = await addLearnerWithPayment(database());
    await addLot(database(), { learnerId, sourcePaymentId: paymentId, kind: 'paid', creditedMinor: 10_000 });
    await addLot(database(), { learnerId, sourcePaymentId: paymentId, kind: 'bonus', creditedMinor: 37 });
    const spends = await Promise.allSettled(
      Array.from({ length: 200 }, async (_, index) => {
        const request = wish(learnerId, 100 + (index % 7));
        await hold(request);
        if (index % 5 === 4) await end(request.subjectId, 'void');
        else await end(request.subjectId, 'post');
        return index % 5 === 4 ? 0 : request.amountMinor;
      }),
    );
    const refused = spends.filter((one) => one.status === 'rejected').map((one) => one.reason.code);
    const spentMinor = spends.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused)).toEqual(new Set(['wallet_balance_changed']));
    const lots = await lotsOf(learnerId);
    expect(lots.every((lot) => lot.remainingMinor >= 0 && lot.heldMinor === 0)).toBe(true);
    expect(lots.reduce((sum, lot) => sum + lot.spentMinor, 0)).toBe(spentMinor);
    expect(lots.reduce((sum, lot) => sum + lot.remainingMinor, 0)).toBe(10_037 - spentMinor);
    await hold(wish(learnerId, 10_037 - spentMinor));
    await expect(hold(wish(learnerId, 1))).rejects.toMatchObject({ code: 'wallet_balance_changed' });
  }, 30_000);

  it('bonus that ends soonest is spent first, then bonus without an end, then paid money', async () => {
    const { learnerId, paymentId } = await addLearnerWithPayment(database());
    const second = await addPayment(database(), learnerId);
    const third = await addPayment(database(), learnerId);
    const of = (sourcePaymentId: string, kind: 'paid' | 'bonus') => ({
      learnerId,
      sourcePaymentId,
      kind,
      creditedMinor: 10,
    });
    await addLot(database(), { ...of(paymentId, 'paid'), createdAtMs: 1 });
    await addLot(database(), { ...of(paymentId, 'bonus'), createdAtMs: 2, expiresAtMs: NOW_MS + 9000 });
    await addLot(database(), { ...of(second, 'bonus'), createdAtMs: 3, expiresAtMs: NOW_MS + 5000 });
    await addLot(database(), { ...of(third, 'bonus'), createdAtMs: 4 });
    const over = await addPayment(database(), learnerId);
    await addLot(database(), { ...of(over, 'bonus'), createdAtMs: 5, expiresAtMs: NOW_MS });
    const { holdId } = await hold(wish(learnerId, 34));
    const parts = await database()
      .query.selectFrom('wallet_hold_part')
      .innerJoin('wallet_lot', 'wallet_lot.lotId', 'wallet_hold_part.lotId')
      .select(['wallet_lot.createdAtMs', 'wallet_hold_part.amountMinor'])
      .where('holdId', '=', holdId)
      .orderBy('partNumber')
      .execute();
    expect(parts.map(({ createdAtMs, amountMinor }) => [createdAtMs, amountMinor])).toEqual([
      [3, 10],
      [2, 10],
      [4, 10],
      [1, 4],
    ]);
    await expect(hold(wish(learnerId, 7))).rejects.toMatchObject({
      code: 'wallet_balance_changed',
      extensions: { availableMinor: 6, currency: 'CNY' },
    });
  });

  it('a hold ends once, and what is voided can be spent again', async () => {
    const { learnerId, paymentId } = await addLearnerWithPayment(database());
    await addLot(database(), { learnerId, sourcePaymentId: paymentId, kind: 'paid', creditedMinor: 50 });
    const first = wish(learnerId, 50);
    await hold(first);
    await expect(hold(wish(learnerId, 1))).rejects.toMatchObject({ code: 'wallet_balance_changed' });
    const ends = await Promise.all([end(first.subjectId, 'void'), end(first.subjectId, 'post')]);
    expect(ends.sort()).toEqual(['ended', 'over']);
    const taken = (await lotsOf(learnerId))[0]?.spentMinor ?? 0;
    if (taken === 0) await hold(wish(learnerId, 50));
    expect((await lotsOf(learnerId))[0]).toMatchObject({ remainingMinor: 0, heldMinor: 50 - taken });
  });

  it('the database itself refuses a balance below zero and money out of nowhere', async () => {
    const { learnerId, paymentId } = await addLearnerWithPayment(database());
    const lot = { learnerId, sourcePaymentId: paymentId, kind: 'paid', creditedMinor: 5 } as const;
    const { lotId } = await addLot(database(), lot);
    await expect(
      database().transact(async (tx) => {
        await lockLots(tx, [lotId]);
        await moves.reserve(tx, { lotId, amountMinor: 6, updatedAtMs: 1 });
      }),
    ).rejects.toThrow(/constraint/i);
    await expect(
      database()
        .query.updateTable('wallet_lot')
        .set({ remainingMinor: 500 })
        .where('lotId', '=', lotId)
        .execute(),
    ).rejects.toThrow(/constraint/i);
    await expect(addLot(database(), lot)).rejects.toThrow(/unique/i);
  });
});
