import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkoutJobs, trialBalance } from '../../src/checkout/index.ts';
import { accountingDayOf } from '../../src/checkout/ledger/accounting-day.ts';
import type { PaymentView } from '../../src/checkout/payment/wire.ts';
import type { HostRefundAnswer } from '../../src/checkout/refund/wire.ts';
import { reconcileDay } from '../../src/checkout/statement/reconcile-day.ts';
import { createPostgresDatabase } from '../../src/kernel/db/postgres.testing.ts';
import { type Api, apiWith } from '../support/api.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { type Book, reconcile } from '../support/reconcile.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

describe.each(['sqlite', 'postgresql'] as const)('disputes on %s', (engine) => {
  let till: Till;
  let host: Api;
  let dropDatabase = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = engine === 'postgresql' ? await createPostgresDatabase() : undefined;
    dropDatabase = database?.drop ?? dropDatabase;
    till = await startTill({
      GATEWAY_TIMEOUT_MS: '1000',
      CREATOR_SHARES: JSON.stringify([{ creatorId: 'lin', author: '林老师', sharePpm: 300_000 }]),
      ...(database && { DATABASE_URL: database.url }),
    });
    host = apiWith(till.url, { token: await hostServerToken(), learnerId: '' });
  });
  afterAll(async () => {
    await till.close();
    await dropDatabase();
  });
  beforeEach(async () => {
    await till.sandbox('/control/faults', { method: 'DELETE' });
  });

  const control = (path: string, body: object) =>
    till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
  const book = async () => (await till.sandbox('/control/book')) as Book;
  const paymentOf = async (paymentId: string) =>
    (await host.call<PaymentView>('GET', `/v1/host/payments/${paymentId}`)).body;
  const dispute = (reference: string, status: string, change: object = {}) =>
    control('/control/disputes', { reference, status, ...change });
  const refund = (paymentId: string, amountMinor?: number) =>
    host.call<HostRefundAnswer>('POST', `/v1/host/payments/${paymentId}/refunds`, {
      key: randomUUID(),
      body: { reason: 'asked', ...(amountMinor === undefined ? {} : { amountMinor }) },
    });
  const reached = (paymentId: string, isThere: (payment: PaymentView) => boolean) =>
    until(() => paymentOf(paymentId), isThere);
  const balanceOf = async (account: string, paymentId: string) => {
    const { disputes } = await paymentOf(paymentId);
    const entries = await till.db.query
      .selectFrom('ledger_entry')
      .innerJoin(
        'ledger_transaction',
        'ledger_transaction.ledgerTransactionId',
        'ledger_entry.ledgerTransactionId',
      )
      .select(['reference', 'amountMinor'])
      .where('account', '=', account)
      .execute();
    return entries
      .filter(({ reference }) => disputes.some(({ disputeId }) => reference.includes(disputeId)))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  };
  const owedToCreator = async () =>
    -(
      (await trialBalance(till.db.query, false)).find(({ account }) => account === 'creator_payable:lin')
        ?.balanceMinor ?? 0
    );
  const eventsOf = async (paymentId: string) =>
    (await till.db.query.selectFrom('domain_event').select(['type', 'payload']).orderBy('position').execute())
      .filter(({ type, payload }) => type.startsWith('dispute.') && payload.includes(paymentId))
      .map(({ type }) => type);

  async function buy(): Promise<{ learner: Api; paymentId: string; reference: string }> {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const paymentId = (await learner.pay(checkout)).body.payment?.paymentId ?? '';
    const reference = (await paymentOf(paymentId)).attempts[0]?.gatewayReference ?? '';
    await control('/control/pay', { reference });
    await reached(paymentId, ({ status }) => status === 'succeeded');
    return { learner, paymentId, reference };
  }

  it('pauses access and refunds while it is open; won, everything comes back', async () => {
    const { learner, paymentId, reference } = await buy();
    await dispute(reference, 'opened', { reason: 'not_recognized' });
    const open = await reached(paymentId, ({ status }) => status === 'disputed');
    expect(open.disputes).toMatchObject([{ status: 'opened', reason: 'not_recognized', amountMinor: 9_900 }]);
    expect(await learner.entitlements()).toEqual([]);
    expect((await refund(paymentId)).body.code).toBe('refund_disputed');
    const own = await learner.call('POST', `/v1/payments/${paymentId}/refunds`, { key: randomUUID() });
    expect(own.body.code).toBe('refund_disputed');
    expect(await balanceOf('disputes_held:sandbox', paymentId)).toBe(9_900);
    await dispute(reference, 'won');
    await reached(paymentId, ({ status }) => status === 'succeeded');
    expect(await learner.entitlements()).toHaveLength(1);
    expect(await balanceOf('disputes_held:sandbox', paymentId)).toBe(0);
    expect(await eventsOf(paymentId)).toEqual(['dispute.opened', 'dispute.won']);
    await control('/control/notifications/resend', { reference });
    await refund(paymentId);
    await reached(paymentId, ({ status }) => status === 'refunded');
    expect(await eventsOf(paymentId)).toHaveLength(2);
    expect((await reconcile(till.db, await book())).differences).toEqual([]);
  });

  it('lost, the money is booked as gone and access ends; it can be bought again', async () => {
    const { learner, paymentId, reference } = await buy();
    await dispute(reference, 'opened');
    await reached(paymentId, ({ status }) => status === 'disputed');
    await dispute(reference, 'lost');
    await reached(paymentId, ({ disputes }) => disputes[0]?.status === 'lost');
    expect((await paymentOf(paymentId)).status).toBe('disputed');
    expect(await learner.entitlements()).toEqual([]);
    expect(await balanceOf('chargebacks', paymentId)).toBe(9_900);
    expect((await learner.orders())[0]?.status).toBe('refunded');
    expect((await refund(paymentId)).body.code).toBe('refund_done');
    const revoked = await till.db.query
      .selectFrom('entitlement')
      .select(['status', 'revokeReason', 'productId'])
      .where('learnerId', '=', learner.learnerId)
      .executeTakeFirstOrThrow();
    expect(revoked).toMatchObject({ status: 'revoked', revokeReason: 'charged_back' });
    const price = await till.db.query
      .selectFrom('price')
      .selectAll()
      .where('productId', '=', revoked.productId)
      .executeTakeFirstOrThrow();
    expect((await learner.start({ ...price, title: '' })).status).toBe(201);
    expect((await reconcile(till.db, await book())).differences).toEqual([]);
  });

  it('lost in part, the rest can still be refunded and access goes on until then', async () => {
    const owedBefore = await owedToCreator();
    const { learner, paymentId, reference } = await buy();
    // Three tenths of 99.00 without the 5.60 of tax.
    expect((await owedToCreator()) - owedBefore).toBe(2_802);
    await dispute(reference, 'opened', { amountMinor: 4_000 });
    await reached(paymentId, ({ status }) => status === 'disputed');
    await dispute(reference, 'lost');
    const parted = await reached(paymentId, ({ status }) => status === 'partially_refunded');
    expect(parted.lines[0]).toMatchObject({ returnedMinor: 4_000, refundableMinor: 5_900 });
    // The creator bears 40.00 of 99.00 of it, rounded down: 1,132.12….
    expect((await owedToCreator()) - owedBefore).toBe(2_802 - 1_132);
    expect(await learner.entitlements()).toHaveLength(1);
    expect((await refund(paymentId, 5_901)).body.code).toBe('refund_exceeds');
    await refund(paymentId, 5_900);
    await reached(paymentId, ({ status }) => status === 'refunded');
    expect(await owedToCreator(), 'the rest goes back with the refund, to the fen').toBe(owedBefore);
    expect(await learner.entitlements()).toEqual([]);
    expect((await reconcile(till.db, await book())).differences).toEqual([]);
  });

  it('a refund that waits goes on when the dispute is won, and is overtaken when it is lost', async () => {
    for (const outcome of ['won', 'lost'] as const) {
      const { paymentId, reference } = await buy();
      await control('/control/faults', { operation: 'notification', kind: 'delay', delayMs: 300, reference });
      await dispute(reference, 'opened');
      // The bank's news is late: the gateway refuses the refund, which is asked for again and never lost.
      await refund(paymentId);
      await reached(paymentId, ({ status }) => status === 'disputed');
      await dispute(reference, outcome);
      await reached(paymentId, ({ disputes }) => disputes[0]?.status === outcome);
      await control('/control/advance', { byMs: 60_000 });
      // Asked for in vain before the news, and refused for good once the bank took the money: a person looks.
      const isOver = ({ status, refunds }: PaymentView): boolean =>
        outcome === 'won'
          ? status === 'refunded'
          : refunds.every((one) => ['failed', 'manual'].includes(one.status));
      await reached(paymentId, isOver);
    }
  });

  it('a decision that is heard before the opening still ends it once', async () => {
    const { learner, paymentId, reference } = await buy();
    await control('/control/faults', { operation: 'notification', kind: 'late', delayMs: 600, reference });
    await dispute(reference, 'opened');
    await dispute(reference, 'lost');
    await reached(paymentId, ({ disputes }) => disputes[0]?.status === 'lost');
    expect((await eventsOf(paymentId)).sort()).toEqual(['dispute.lost', 'dispute.opened']);
    const told = async () =>
      (
        await till.db.query
          .selectFrom('gateway_event')
          .select(['type', 'status'])
          .where('reference', '=', reference)
          .execute()
      )
        .filter(({ type }) => type.startsWith('dispute.'))
        .map(({ status }) => status)
        .sort();
    expect(await until(told, (statuses) => statuses.length === 2 && !statuses.includes('received'))).toEqual([
      'applied',
      'ignored',
    ]);
    expect(await learner.entitlements()).toEqual([]);
    expect(await balanceOf('chargebacks', paymentId)).toBe(9_900);
  });

  it('disputes, refunds and decisions at once keep the books in agreement', async () => {
    const bought = await Promise.all(Array.from({ length: 4 }, buy));
    const answers = await Promise.allSettled(
      bought.flatMap<Promise<unknown>>(({ paymentId, reference }, place) => [
        refund(paymentId, 1_000),
        dispute(reference, 'opened').then(() => dispute(reference, place % 2 === 0 ? 'won' : 'lost')),
        refund(paymentId, 2_000),
        refund(paymentId),
      ]),
    );
    // A refund may have taken all before the bank could contest it.
    for (const answer of answers)
      if (answer.status === 'rejected') expect(String(answer.reason)).toContain('refund_exceeds_captured');
    await control('/control/advance', { byMs: 60_000 });
    const isSettled = ({ refunds, disputes }: PaymentView): boolean =>
      refunds.every(({ status }) => ['succeeded', 'failed', 'manual'].includes(status)) &&
      disputes.every(({ status }) => status !== 'opened');
    for (const { paymentId } of bought) await reached(paymentId, isSettled);
    const { differences } = await reconcile(till.db, await book());
    // What the bank took cannot be refunded any more: given up, or with a person.
    expect(differences.filter((difference) => !/^refund \w+ is (failed|manual)$/.test(difference))).toEqual(
      [],
    );
  });

  describe('of which the news was lost', () => {
    const unheard = async (reference: string, status: 'opened' | 'won' | 'lost') => {
      await control('/control/faults', { operation: 'notification', kind: 'no_answer', reference });
      await dispute(reference, status);
    };
    const house = () => till.running.house.checkout;
    const askAll = () =>
      checkoutJobs(house())
        .find(({ name }) => name === 'checkout.check_disputes')
        ?.run();
    /** Compares today's statement with our books; what it says of disputes, and what was done about it. */
    async function compared(repair: boolean) {
      const gateway = house().gateways.find(({ name }) => name === 'sandbox');
      if (gateway === undefined) throw new Error('the till has a sandbox');
      const day = accountingDayOf(house().clock.nowMs(), 'Asia/Shanghai');
      const { differences } = await reconcileDay(house(), { gateway, day, repair, isFinal: false });
      return differences
        .filter(({ type }) => type === 'dispute')
        .map(({ kind, reference, status, resolution }) => ({ kind, reference, status, resolution }));
    }

    it('is found by the statement and settled by the gateway’s own answer, its opening and its end', async () => {
      const { learner, paymentId, reference } = await buy();
      await unheard(reference, 'opened');
      expect(await compared(false)).toEqual([
        { kind: 'missing_here', reference, status: 'open', resolution: null },
      ]);
      expect((await paymentOf(paymentId)).status).toBe('succeeded');
      expect(await compared(true)).toMatchObject([{ status: 'repaired' }]);
      expect(await paymentOf(paymentId)).toMatchObject({
        status: 'disputed',
        disputes: [{ status: 'opened' }],
      });
      expect(await learner.entitlements()).toEqual([]);
      await unheard(reference, 'won');
      const [ending] = (await compared(false)).filter(({ status }) => status === 'open');
      expect(ending).toMatchObject({ kind: 'status_differs', reference });
      await compared(true);
      expect((await paymentOf(paymentId)).status).toBe('succeeded');
      expect(await learner.entitlements()).toHaveLength(1);
      expect((await compared(false)).filter(({ status }) => status === 'open')).toEqual([]);
    });

    it('is asked about while it is open, since a lost one leaves no line', async () => {
      const { learner, paymentId, reference } = await buy();
      await dispute(reference, 'opened');
      await reached(paymentId, ({ status }) => status === 'disputed');
      await unheard(reference, 'lost');
      await askAll();
      expect((await paymentOf(paymentId)).disputes).toMatchObject([{ status: 'lost' }]);
      expect(await balanceOf('chargebacks', paymentId)).toBe(9_900);
      expect(await learner.entitlements()).toEqual([]);
      await askAll();
      expect(await eventsOf(paymentId)).toEqual(['dispute.opened', 'dispute.lost']);
    });
  });
});
