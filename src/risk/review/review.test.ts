import { describe, expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { unreachableStates } from '../../kernel/state-machine.ts';
import { assessPayment } from '../assess-payment.ts';
import { type Features, vectorOf } from '../feature-shapes.ts';
import { judgePayment } from '../judge-payment.ts';
import { explain } from '../model/explain.ts';
import { logitOf } from '../model/model.ts';
import { MODEL_FILE, paid, pressOf, refunded, riskOn, tell } from '../risk.testing.ts';
import { sentences } from '../wording.ts';
import { decideReview } from './decide-review.ts';
import { expireReview } from './expire-review.ts';
import { listReviews, reviewOf } from './list-reviews.ts';
import { openReview } from './open-review.ts';
import { reviewTransitions } from './review.ts';
import { reviewCase } from './review-case.ts';
import { saveLabel } from './save-label.ts';

describe('the states of a review', () => {
  it('are all reached from open, and none leads back', () => {
    expect(unreachableStates(reviewTransitions, 'open')).toEqual([]);
    expect(reviewTransitions).toMatchObject({ approved: [], rejected: [], expired: [] });
  });
});

describeOnBothEngines('a review', (database) => {
  /** A learner whose next press is held: four refunds in a month. */
  async function heldLearner() {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    for (let times = 0; times < 4; times += 1) await tell(risk, learnerId, refunded);
    return { risk, command: pressOf({ learnerId }) };
  }
  const openOf = async (risk: ReturnType<typeof riskOn>, checkoutId: string) =>
    (await listReviews(risk)).filter((review) => review.checkoutId === checkoutId);

  it('is opened once per checkout, however often pay is pressed, also at the same instant', async () => {
    const { risk, command } = await heldLearner();
    const presses = await Promise.all(Array.from({ length: 6 }, () => assessPayment(risk, command)));
    expect(new Set(presses.map(({ decision }) => decision))).toEqual(new Set(['review']));
    const open = await openOf(risk, command.checkoutId);
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({
      status: 'open',
      learnerId: command.learnerId,
      amountMinor: 9_900,
      currency: 'CNY',
      ruleHits: [{ rule: 'refunds_often', action: 'review' }],
      reasons: [{ code: 'refunds_often', staff: '4 refunds within 30 days.' }],
    });
    expect(open[0]?.features['refunds_30d']).toBe(4);
  });

  it('shows what it rests on: the vector that was used, what moved the score, and what was most like it', async () => {
    const { risk: rules, command } = await heldLearner();
    for (let times = 0; times < 5; times += 1) await tell(rules, command.learnerId, paid(9_900));
    const risk = { ...rules, models: riskOn(database(), { modelFile: MODEL_FILE }).models };
    const [near, far] = [pressOf(), pressOf({ amountMinor: 900_000, method: 'card' })];
    for (const earlier of [far, near]) await assessPayment(risk, earlier);
    await database().transact((tx) =>
      saveLabel(risk, tx, {
        ...{ checkoutId: near.checkoutId, learnerId: null, source: 'staff', sourceId: near.checkoutId },
        ...{ isFraud: true, occurredAtMs: 1, knownAtMs: 2 },
      }),
    );
    await assessPayment(risk, command);
    const [review] = await openOf(risk, command.checkoutId);
    const shown = await reviewCase(risk, review?.reviewId ?? '');
    expect(shown).toMatchObject({
      ...{ status: 'open', learnerId: command.learnerId, amountMinor: 9_900 },
      reasons: ['4 refunds within 30 days.', expect.stringContaining('refunds +')],
      ruleHits: [{ rule: 'refunds_often', version: 1, action: 'review' }],
    });
    expect(shown.features.find(({ name }) => name === 'refunds_30d')?.value).toBe(4);
    const model = risk.models.standard;
    const vector = vectorOf(
      Object.fromEntries(shown.features.map(({ name, value }) => [name, value])) as Features,
    );
    const told = shown.groups.reduce((sum, { logit }) => sum + logit, 0);
    if (model === null) throw new Error('no model');
    expect(told + explain(model, vector).baseline).toBeCloseTo(logitOf(model, vector), 9);
    const similar = shown.similar.map(({ checkoutId }) => checkoutId);
    expect(similar).not.toContain(command.checkoutId);
    expect(shown.similar.find(({ checkoutId }) => checkoutId === near.checkoutId)?.outcome).toBe('fraud');
    expect(similar.indexOf(far.checkoutId)).not.toBe(0);
    await expect(reviewCase(risk, 'rev_none')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that is approved lets that checkout be paid, and no other', async () => {
    const { risk, command } = await heldLearner();
    await assessPayment(risk, command);
    const [review] = await openOf(risk, command.checkoutId);
    const reviewId = review?.reviewId ?? '';
    const decided = await decideReview(risk, {
      reviewId,
      decision: 'approved',
      staffId: 'stf_1',
      note: 'known',
    });
    expect(decided).toMatchObject({ status: 'approved', decidedBy: 'stf_1', note: 'known', openKey: null });
    expect(await reviewOf(risk, command.checkoutId)).toEqual({ reviewId, status: 'approved' });
    expect(await judgePayment(risk, command)).toMatchObject({
      decision: 'allow',
      reasons: [{ code: 'review_approved' }, { code: 'refunds_often' }],
    });
    const elsewhere = await judgePayment(risk, { ...command, checkoutId: newId('co') });
    expect(elsewhere.decision).toBe('review');
    expect(await openOf(risk, command.checkoutId)).toEqual([]);
  });

  it('that is rejected stops that checkout with a fair sentence', async () => {
    const { risk, command } = await heldLearner();
    await assessPayment(risk, command);
    const [review] = await openOf(risk, command.checkoutId);
    await decideReview(risk, {
      reviewId: review?.reviewId ?? '',
      decision: 'rejected',
      staffId: 'stf_1',
      note: null,
    });
    expect(await judgePayment(risk, command)).toMatchObject({
      decision: 'block',
      learnerMessage: sentences.notThisOrder,
      retryAfterSeconds: null,
    });
  });

  it('is decided once: of two people at the same instant one is told so', async () => {
    const { risk, command } = await heldLearner();
    await assessPayment(risk, command);
    const [review] = await openOf(risk, command.checkoutId);
    const reviewId = review?.reviewId ?? '';
    const outcomes = await Promise.allSettled([
      decideReview(risk, { reviewId, decision: 'approved', staffId: 'stf_1', note: null }),
      decideReview(risk, { reviewId, decision: 'rejected', staffId: 'stf_2', note: null }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(failed?.reason.code).toBe('review_decided');
  });

  it('tells that it was opened and how it was decided, with the checkout, and never the note', async () => {
    const { risk, command } = await heldLearner();
    await assessPayment(risk, command);
    const [review] = await openOf(risk, command.checkoutId);
    const reviewId = review?.reviewId ?? '';
    await decideReview(risk, { reviewId, decision: 'approved', staffId: 'stf_1', note: 'spoke to her' });
    const events = await risk.db.query
      .selectFrom('domain_event')
      .select(['type', 'payload', 'learnerId'])
      .where('subjectId', '=', reviewId)
      .orderBy('eventId')
      .execute();
    expect(events.map(({ type }) => type)).toEqual(['risk.review_opened', 'risk.review_decided']);
    expect(events[1]?.learnerId).toBe(command.learnerId);
    expect(JSON.parse(events[1]?.payload ?? '')).toEqual({
      reviewId,
      assessmentId: expect.stringMatching(/^asm_/),
      checkoutId: command.checkoutId,
      decision: 'approved',
      decidedBy: 'stf_1',
    });
  });

  it('ends with its checkout, and a checkout without one ends quietly', async () => {
    const { risk, command } = await heldLearner();
    await assessPayment(risk, command);
    for (let times = 0; times < 2; times += 1)
      await risk.db.transact((tx) => expireReview(risk, tx, command.checkoutId));
    expect((await reviewOf(risk, command.checkoutId))?.status).toBe('expired');
    const expired = await listReviews(risk, { status: 'expired' });
    expect(expired.filter(({ checkoutId }) => checkoutId === command.checkoutId)).toHaveLength(1);
    expect(await reviewOf(risk, newId('co'))).toBeNull();
  });

  it('that does not exist, or is of the other mode, is not found; what asks for none opens none', async () => {
    const { risk, command } = await heldLearner();
    await assessPayment(risk, command);
    const [review] = await openOf(risk, command.checkoutId);
    const decision = { decision: 'approved', staffId: 'stf_1', note: null } as const;
    const notFound = expect.objectContaining({ code: 'not_found' });
    await expect(decideReview(risk, { ...decision, reviewId: 'rev_none' })).rejects.toEqual(notFound);
    const live = { ...risk, livemode: true };
    await expect(decideReview(live, { ...decision, reviewId: review?.reviewId ?? '' })).rejects.toEqual(
      notFound,
    );
    const allowed = await judgePayment(risk, pressOf());
    await expect(risk.db.transact((tx) => openReview(risk, tx, allowed))).rejects.toThrow('asks for allow');
  });
});
