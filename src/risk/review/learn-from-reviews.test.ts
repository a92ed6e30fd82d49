import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { assessPayment } from '../assess-payment.ts';
import { RiskPolicy } from '../decide/policy.ts';
import { pressOf, riskOn } from '../risk.testing.ts';
import { compileRule } from '../rules/compile-rule.ts';
import { standardDefinitions } from '../rules/standard-rules.ts';
import { MINUTE_MS } from '../windows.ts';
import { decideOverdue } from './decide-overdue.ts';
import { decideReview } from './decide-review.ts';
import { labelDisputes } from './label-disputes.ts';

const holdEverything = standardDefinitions
  .filter(({ name }) => name === 'refunds_often')
  .map((one) => compileRule({ ...one, expression: 'refunds_30d >= 0' }, { version: 1, state: 'live' }));

describeOnBothEngines('what becomes of reviews and disputes', (database) => {
  const held = async (policy = {}) => {
    const risk = riskOn(database(), { rules: holdEverything, policy: RiskPolicy.parse(policy) });
    const command = pressOf();
    await assessPayment(risk, command);
    const { reviewId } = await database()
      .query.selectFrom('risk_review')
      .select('reviewId')
      .where('checkoutId', '=', command.checkoutId)
      .executeTakeFirstOrThrow();
    return { risk, reviewId, checkoutId: command.checkoutId };
  };
  const labelsOf = (checkoutId: string) =>
    database()
      .query.selectFrom('risk_label')
      .select(['source', 'isFraud', 'occurredAtMs', 'knownAtMs'])
      .where('checkoutId', '=', checkoutId)
      .execute();

  it('is a label with the day it happened and the day it was known', async () => {
    const { risk, reviewId, checkoutId } = await held();
    risk.clock.setOffsetMs(90 * MINUTE_MS);
    await decideReview(risk, { reviewId, decision: 'rejected', staffId: 'stf_1', note: null });
    const [label] = await labelsOf(checkoutId);
    expect(label).toMatchObject({ source: 'review', isFraud: 1 });
    expect((label?.knownAtMs ?? 0) - (label?.occurredAtMs ?? 0)).toBeGreaterThanOrEqual(90 * MINUTE_MS);
  });

  it.each([
    ['reject', 'rejected'],
    ['approve', 'approved'],
    ['expire', 'open'],
  ] as const)(
    'is decided by the policy (%s) when nobody did in time, and that is nobody’s word on fraud',
    async (whenNobodyDecides, status) => {
      const { risk, reviewId, checkoutId } = await held({
        review: { decideWithinMinutes: 60, whenNobodyDecides },
      });
      const statusOf = async () =>
        await database()
          .query.selectFrom('risk_review')
          .select(['status', 'decidedBy'])
          .where('reviewId', '=', reviewId)
          .executeTakeFirstOrThrow();
      await decideOverdue(risk);
      expect((await statusOf()).status).toBe('open');
      risk.clock.setOffsetMs(61 * MINUTE_MS);
      await decideOverdue(risk);
      expect(await statusOf()).toEqual({ status, decidedBy: null });
      expect(await labelsOf(checkoutId)).toEqual([]);
    },
  );

  it('leaves a dispute of a payment that is not ours without a label', async () => {
    const risk = riskOn(database());
    const { handle } = labelDisputes(risk);
    const event = {
      ...{ eventId: newId('evt'), position: 1, type: 'dispute.lost', subjectId: newId('dsp') },
      ...{ learnerId: null, conversationId: null, livemode: false, occurredAtMs: 1 },
      payload: { paymentId: newId('pay') },
    };
    await handle(event as Parameters<typeof handle>[0]);
    const rows = await database()
      .query.selectFrom('risk_label')
      .select('labelId')
      .where('source', '=', 'dispute')
      .execute();
    expect(rows).toEqual([]);
  });
});
