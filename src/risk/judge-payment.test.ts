import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../kernel/db/engines.testing.ts';
import { newId } from '../kernel/id.ts';
import { assessPayment } from './assess-payment.ts';
import { judgePayment } from './judge-payment.ts';
import { declined, MODEL_FILE, opened, pressOf, riskOn, tell } from './risk.testing.ts';
import { saveAssessment } from './save-assessment.ts';
import { HOUR_MS, MINUTE_MS } from './windows.ts';

describeOnBothEngines('judging a press of pay', (database) => {
  const rowsOf = (learnerId: string) =>
    database().query.selectFrom('risk_assessment').selectAll().where('learnerId', '=', learnerId).execute();
  const eventsOf = (learnerId: string) =>
    database()
      .query.selectFrom('domain_event')
      .select(['type', 'payload', 'subjectId'])
      .where('learnerId', '=', learnerId)
      .where('type', 'like', 'risk.%')
      .orderBy('eventId')
      .execute();

  it('keeps features, hits, reasons, score and model with the decision, and tells it without personal data', async () => {
    const risk = riskOn(database(), { modelFile: MODEL_FILE });
    const command = pressOf();
    const assessment = await assessPayment(risk, command);
    expect(assessment.decision).toBe('allow');
    const [row] = await rowsOf(command.learnerId);
    expect(row).toMatchObject({
      assessmentId: assessment.assessmentId,
      checkoutId: command.checkoutId,
      decision: 'allow',
      amountMinor: 9_900,
      currency: 'CNY',
      method: 'wechat_pay',
      modelVersion: risk.models.standard?.version,
      livemode: 0,
    });
    expect(row?.score).toBeCloseTo(assessment.score ?? -1, 12);
    expect(JSON.parse(row?.features ?? '')).toEqual(assessment.features);
    const [event] = await eventsOf(command.learnerId);
    expect([event?.type, event?.subjectId]).toEqual(['risk.assessed', assessment.assessmentId]);
    expect(JSON.parse(event?.payload ?? '')).toEqual({
      assessmentId: assessment.assessmentId,
      checkoutId: command.checkoutId,
      decision: 'allow',
      modelVersion: risk.models.standard?.version,
      score: assessment.score,
      rules: [],
      productIds: command.productIds,
      // Hashed with a key: nobody reads from it who pressed.
      keys: { learner: risk.hashKey('learner', command.learnerId) },
      milliTypical: 1_238,
    });
  });

  it('writes nothing by itself, and nothing when the transaction it rides in fails', async () => {
    const risk = riskOn(database());
    const command = pressOf();
    const judged = await judgePayment(risk, command);
    expect(await rowsOf(command.learnerId)).toEqual([]);
    const failing = risk.db.transact(async (tx) => {
      await saveAssessment(risk, tx, judged);
      throw new Error('the attempt could not be written');
    });
    await expect(failing).rejects.toThrow('could not be written');
    expect([await rowsOf(command.learnerId), await eventsOf(command.learnerId)]).toEqual([[], []]);
    expect(await risk.meter.text()).not.toContain('decision="allow"');
  });

  it('lets forty presses of one instant see the counts 1 to 40, so that all of them cannot be the first', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    const assessments = await Promise.all(
      Array.from({ length: 40 }, () => assessPayment(risk, pressOf({ learnerId }))),
    );
    const counts = assessments.map(({ features }) => features.payments_1h ?? 0).sort((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const having = (decision: string) => assessments.filter((one) => one.decision === decision).length;
    expect([having('allow'), having('challenge'), having('block')]).toEqual([9, 20, 11]);
  });

  it('sees the same count from the event log as from its own rows', async () => {
    const [risk, other] = [riskOn(database()), riskOn(database())];
    const learnerId = newId('lrn');
    for (let press = 0; press < 5; press += 1) await assessPayment(risk, pressOf({ learnerId }));
    expect((await judgePayment(other, pressOf({ learnerId }))).features).toMatchObject({
      payments_1h: 6,
      payments_24h: 6,
    });
  });

  it('stops card testing at the fifth try, lets it cool for ten minutes, and leaves others alone', async () => {
    const risk = riskOn(database(), { modelFile: MODEL_FILE });
    const learnerId = newId('lrn');
    const press = () =>
      assessPayment(
        risk,
        pressOf({ learnerId, method: 'card', amountMinor: 1_990, checkoutId: newId('co') }),
      );
    const decisions: string[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      decisions.push((await press()).decision);
      await tell(risk, learnerId, opened(`prd_${tries}`));
      await tell(risk, learnerId, declined);
    }
    const fifth = await press();
    expect(decisions.slice(0, 2)).toEqual(['allow', 'allow']);
    expect(decisions.slice(2)).not.toContain('block');
    expect(fifth).toMatchObject({ decision: 'block', retryAfterSeconds: 600 });
    expect((await assessPayment(risk, pressOf())).decision).toBe('allow');
    risk.clock.setOffsetMs(11 * MINUTE_MS);
    expect((await press()).decision).not.toBe('block');
    risk.clock.setOffsetMs(25 * HOUR_MS);
    expect((await press()).decision).toBe('allow');
  });

  it('without a model decides by rules alone, and counts that it did', async () => {
    const risk = riskOn(database(), { modelFile: '/nowhere/risk-model.json' });
    const plain = await assessPayment(risk, pressOf());
    expect(plain).toMatchObject({ decision: 'allow', score: null, modelVersion: null });
    const dear = await assessPayment(risk, pressOf({ amountMinor: 29_900, accountCreatedAtMs: Date.now() }));
    expect(dear.decision).toBe('challenge');
    const metrics = await risk.meter.text();
    expect(metrics).toContain('tilltalk_risk_degraded_total{check="model"} 2');
    expect(metrics).toContain('tilltalk_risk_decisions_total{decision="challenge"} 1');
  });
});
