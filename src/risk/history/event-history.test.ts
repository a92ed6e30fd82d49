import { expect, it } from 'vitest';
import { describeOnBothEngines, openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { declined, opened, paid, refunded, riskOn, tell } from '../risk.testing.ts';
import { DAY_MS, MINUTE_MS } from '../windows.ts';
import { createEventHistory } from './event-history.ts';

describeOnBothEngines('what the event log says of a learner', (database, engine) => {
  it('is everything committed before the look, of this learner alone', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    for (const event of [
      opened('prd_1', 'prd_2'),
      declined,
      declined,
      opened('prd_1'),
      paid(16_000),
      refunded,
    ])
      await tell(risk, learnerId, event);
    await tell(risk, newId('lrn'), declined);
    const seen = await risk.history.lookBack(learnerId, risk.clock.nowMs());
    expect(seen).toMatchObject({ failures10m: 2, failures24h: 2, paidCount90d: 1, refunds30d: 1 });
    expect(seen.paid24h).toBe(2);
    expect([...seen.productIds24h]).toEqual(['prd_1', 'prd_2']);

    await tell(risk, learnerId, declined);
    expect((await risk.history.lookBack(learnerId, risk.clock.nowMs())).failures10m).toBe(3);
  });

  it('knows the signs of a conversation, and no handoff that the house itself made', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    await tell(risk, learnerId, ['message.flagged', {}]);
    await tell(risk, learnerId, ['message.pasted', {}]);
    for (const reason of ['asked', 'payment_review', 'taken_over'])
      await tell(risk, learnerId, ['handoff.requested', { reason }]);
    const { signals24h } = await risk.history.lookBack(learnerId, risk.clock.nowMs());
    expect(signals24h).toEqual({ flagged: 1, pasted: 1, handed_off: 1 });
  });

  it('leaves out what is not of the payer: gateway troubles, own cancels, refunds of surplus, the other mode', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    for (const code of ['gateway_unavailable', 'canceled_by_learner', 'merchant_mismatch'])
      await tell(risk, learnerId, ['payment.attempt_failed', { code }]);
    await tell(risk, learnerId, ['refund.succeeded', { reason: 'paid_twice' }]);
    await tell({ ...risk, livemode: true }, learnerId, declined);
    expect(await risk.history.lookBack(learnerId, risk.clock.nowMs())).toMatchObject({
      failures24h: 0,
      refunds30d: 0,
    });
  });

  it('fades with business time, so that the test clock can be tried', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    await tell(risk, learnerId, declined);
    risk.clock.setOffsetMs(11 * MINUTE_MS);
    expect(await risk.history.lookBack(learnerId, risk.clock.nowMs())).toMatchObject({
      failures10m: 0,
      failures24h: 1,
    });
    risk.clock.setOffsetMs(2 * DAY_MS);
    expect((await risk.history.lookBack(learnerId, risk.clock.nowMs())).failures24h).toBe(0);
  });

  it('is the same for a process that starts later, in batches, and for many looks at once', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    await risk.db.transact(async (tx) => {
      for (let index = 0; index < 2_300; index += 1)
        await appendEvent(risk, tx, {
          type: 'payment.attempt_failed',
          subjectId: 'pay_x',
          learnerId: index % 100 === 0 ? learnerId : newId('lrn'),
          livemode: false,
          payload: { code: 'declined' },
        });
    });
    const later = createEventHistory(risk);
    const nowMs = risk.clock.nowMs();
    const looks = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? later : risk.history).lookBack(learnerId, nowMs),
      ),
    );
    expect(looks.map(({ failures10m }) => failures10m)).toEqual(Array(8).fill(23));
  });

  it('counts an event once, before and after it got its place in the order', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    const failures = async () => (await risk.history.lookBack(learnerId, risk.clock.nowMs())).failures10m;
    await risk.history.catchUp();
    await tell(risk, learnerId, declined);
    expect(await failures()).toBe(1);
    if (engine === 'postgresql') await numberAll(risk);
    expect(await failures()).toBe(1);
    expect(await failures()).toBe(1);
  });

  it('goes on without an event that it cannot read, and says so', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    await tell(risk, learnerId, ['payment.succeeded', { amount: 'much' }]);
    await tell(risk, learnerId, declined);
    expect(await risk.history.lookBack(learnerId, risk.clock.nowMs())).toMatchObject({
      failures10m: 1,
      paidCount90d: 0,
    });
    expect(await risk.meter.text()).toMatch(/tilltalk_risk_degraded_total\{check="history"\} [1-9]/);
  });
});

it('reads a young log from its beginning though ids of one moment stand in another order than their positions', async () => {
  const { db, remove } = await openTestSqlite();
  try {
    const risk = riskOn(db);
    const learnerId = newId('lrn');
    const [earlier = '', later = ''] = [newId('evt'), newId('evt')].sort();
    for (const eventId of [later, earlier])
      await db.transact(async (tx) => {
        const about = { subjectId: newId('pay'), learnerId, livemode: false, payload: declined[1] };
        await appendEvent({ ...risk, newId: () => eventId }, tx, { type: declined[0], ...about });
      });
    expect((await risk.history.lookBack(learnerId, risk.clock.nowMs())).failures10m).toBe(2);
  } finally {
    await remove();
  }
});

/** What the relay does on PostgreSQL. */
async function numberAll({ db }: ReturnType<typeof riskOn>): Promise<void> {
  const { last } = await db.query
    .selectFrom('domain_event')
    .select((of) => of.fn.max('position').as('last'))
    .executeTakeFirstOrThrow();
  const rows = await db.query
    .selectFrom('domain_event')
    .select('eventId')
    .where('position', 'is', null)
    .orderBy('eventId')
    .execute();
  await db.transact(async (tx) => {
    for (const [index, { eventId }] of rows.entries())
      await tx
        .updateTable('domain_event')
        .set({ position: (last ?? 0) + index + 1 })
        .where('eventId', '=', eventId)
        .execute();
  });
}
