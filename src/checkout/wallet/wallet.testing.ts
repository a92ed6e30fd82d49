import { systemClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { newId } from '../../kernel/id.ts';
import type { WalletDeps } from './hold-wallet.ts';
import { type Lot, saveLot } from './store.ts';

/** What the wallet needs, with a clock that a test moves. */
export function walletDeps(): WalletDeps & { clockAt: (nowMs: number) => void } {
  let atMs = Date.parse('2026-11-23T00:00:00Z');
  return {
    clock: { ...systemClock(), nowMs: () => atMs },
    newId,
    livemode: false,
    merchant: {
      merchantAccountId: 'ma_test',
      legalName: 'M',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      taxRatePpm: 60_000,
    },
    clockAt: (nowMs) => {
      atMs = nowMs;
    },
  };
}

/** A learner with a paid order of nothing, so that lots have somebody and something to name. */
export async function addLearnerWithPayment(db: Database): Promise<{ learnerId: string; paymentId: string }> {
  const learnerId = newId('lrn');
  await db.query
    .insertInto('merchant_account')
    .values({
      merchantAccountId: 'ma_test',
      legalName: 'M',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      livemode: 0,
      createdAtMs: 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.query
    .insertInto('learner')
    .values({
      learnerId,
      hostUserId: learnerId,
      hostUserKey: `test:${learnerId}`,
      displayName: null,
      isGuest: 0,
      mergedIntoLearnerId: null,
      livemode: 0,
      createdAtMs: 1,
      updatedAtMs: 1,
    })
    .execute();
  return { learnerId, paymentId: await addPayment(db, learnerId) };
}

/** A payment of a learner: the source of one lot of each kind. */
export async function addPayment(db: Database, learnerId: string): Promise<string> {
  const [checkoutId, orderId, paymentId] = [newId('co'), newId('ord'), newId('pay')];
  const whose = { checkoutId, learnerId, conversationId: null, livemode: 0, merchantAccountId: 'ma_test' };
  const session = {
    ...whose,
    ...{ currency: 'CNY', subtotalMinor: 0, discountMinor: 0, taxMinor: 0, totalMinor: 0 },
    ...{ surface: 'web', language: 'zh', createdAtMs: 1 },
  };
  const ended = { status: 'complete', lines: '[]', expiresAtMs: 1, updatedAtMs: 1 };
  const consent = {
    ...{ consentVersion: '1', consentLanguage: 'zh', consentSurface: 'web', consentAtMs: 1 },
    ...{ buyerCountry: 'CN', buyerCountryEvidence: '{}', refundRulesVersion: '1' },
  };
  const order = { ...session, ...consent, orderId, orderNumber: orderId, status: 'paid', paidAtMs: 1 };
  const payment = {
    ...whose,
    ...{ paymentId, orderId, currency: 'CNY', amountMinor: 0, refundedMinor: 0, captureMode: 'automatic' },
    ...{ status: 'succeeded', countedAttemptId: null, createdAtMs: 1, updatedAtMs: 1, succeededAtMs: 1 },
  };
  await db.transact(async (tx) => {
    await tx
      .insertInto('checkout_session')
      .values({ ...session, ...ended })
      .execute();
    await tx.insertInto('orders').values(order).execute();
    await tx.insertInto('payment').values(payment).execute();
  });
  return paymentId;
}

/** Puts money into a wallet without a top-up. */
export async function addLot(
  db: Database,
  lot: Pick<Lot, 'learnerId' | 'sourcePaymentId' | 'kind' | 'creditedMinor'> & Partial<Lot>,
): Promise<Lot> {
  const row: Lot = {
    lotId: newId('lot'),
    livemode: 0,
    merchantAccountId: 'ma_test',
    currency: 'CNY',
    remainingMinor: lot.creditedMinor,
    heldMinor: 0,
    spentMinor: 0,
    withdrawnMinor: 0,
    expiredMinor: 0,
    expiresAtMs: null,
    createdAtMs: 1,
    updatedAtMs: 1,
    ...lot,
  };
  await db.transact((tx) => saveLot(tx, row));
  return row;
}
