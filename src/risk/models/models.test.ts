import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sql } from '../../kernel/db/database.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { assessPayment } from '../assess-payment.ts';
import { type ModelContent, sealModel } from '../model/model-artifact.ts';
import { MODEL_FILE, pressOf, riskOn } from '../risk.testing.ts';
import { DAY_MS } from '../windows.ts';
import { compareModels } from './compare-models.ts';
import { decidePlan } from './decide-plan.ts';
import { endPlan } from './end-plan.ts';
import { chanceOfEqual, precisionGain } from './paired-figures.ts';
import { planModel } from './plan-model.ts';
import { createBesideScorer } from './score-beside.ts';
import { viewModels } from './view-models.ts';

const [maker, checker] = ['staff:stf_maker', 'staff:stf_checker'];
const folder = mkdtempSync(join(tmpdir(), 'tilltalk-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { hash: _, ...shipped } = JSON.parse(readFileSync(MODEL_FILE, 'utf8')) as ModelContent & {
  hash: string;
};
/** Models of the same weights; `strict` asks for a challenge of everybody. */
writeFileSync(join(folder, 'twin.json'), sealModel({ ...shipped, version: 'twin' }));
writeFileSync(join(folder, 'strict.json'), sealModel({ ...shipped, version: 'strict', challengeAt: 0 }));
writeFileSync(join(folder, 'broken.json'), `${sealModel({ ...shipped, version: 'broken' })} `);

describeOnBothEngines('models in plans', (database) => {
  const open = () => riskOn(database(), { modelFile: MODEL_FILE, modelsFolder: folder });
  const plan = (modelVersion: string, role: 'champion' | 'challenger' | 'shadow', nowMs: number) => ({
    ...{ modelVersion, role, note: null, actor: maker },
    sharePercent: role === 'challenger' ? 50 : null,
    endsAtMs: role === 'champion' ? null : nowMs + 7 * DAY_MS,
  });
  async function putLive(
    risk: ReturnType<typeof open>,
    version: string,
    role: 'champion' | 'challenger',
  ): Promise<string> {
    const { planId } = await planModel(risk, plan(version, role, risk.clock.nowMs()));
    await decidePlan(risk, { planId, decision: 'approved', actor: checker });
    return planId;
  }
  /** What the relay does on PostgreSQL: an event has its place in the log once it was seen there. */
  const numberEvents = () =>
    sql`
      WITH fresh AS (
        SELECT "eventId", ROW_NUMBER() OVER (ORDER BY "eventId") AS place FROM "domain_event" WHERE "position" IS NULL
      )
      UPDATE "domain_event" SET "position" = (SELECT COALESCE(MAX("position"), 0) FROM "domain_event") + fresh.place
      FROM fresh WHERE "domain_event"."eventId" = fresh."eventId"
    `.execute(database().query);
  const versionsOf = async (risk: ReturnType<typeof open>, learnerIds: readonly string[]) => {
    const versions: (string | null)[] = [];
    for (const learnerId of learnerIds)
      versions.push((await assessPayment(risk, pressOf({ learnerId }))).modelVersion);
    return versions;
  };

  it('a challenger begins by a second person, keeps its learners, and is over on its date; every step is audited', async () => {
    const risk = open();
    const asked = await planModel(risk, plan('strict', 'challenger', risk.clock.nowMs()));
    const learners = Array.from({ length: 16 }, () => newId('lrn'));
    expect(new Set(await versionsOf(risk, learners))).toEqual(new Set([shipped.version]));
    await expect(
      decidePlan(risk, { planId: asked.planId, decision: 'approved', actor: maker }),
    ).rejects.toMatchObject({ code: 'second_person_needed' });
    await expect(planModel(risk, plan('twin', 'challenger', risk.clock.nowMs()))).rejects.toMatchObject({
      code: 'model_plan_refused',
    });
    await decidePlan(risk, { planId: asked.planId, decision: 'approved', actor: checker });

    const sides = await versionsOf(risk, learners);
    expect(new Set(sides)).toEqual(new Set([shipped.version, 'strict']));
    expect(await versionsOf(risk, learners)).toEqual(sides);
    const ofChallenger = learners[sides.indexOf('strict')] ?? '';
    const judged = await assessPayment(risk, pressOf({ learnerId: ofChallenger }));
    expect([judged.decision, judged.detail?.isChallenger]).toEqual(['challenge', true]);

    risk.clock.setOffsetMs(8 * DAY_MS);
    expect(new Set(await versionsOf(risk, learners))).toEqual(new Set([shipped.version]));
    const rows = await database()
      .query.selectFrom('audit_entry')
      .select(['action', 'actor'])
      .where('subjectId', '=', asked.planId)
      .orderBy('sequence')
      .execute();
    expect(rows.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      `model.plan_requested ${maker}`,
      `model.put_live ${checker}`,
    ]);
  });

  it('a new champion takes the place of the old one, and of its own challenge', async () => {
    const risk = open();
    const challenge = await putLive(risk, 'twin', 'challenger');
    await putLive(risk, 'twin', 'champion');
    const view = await viewModels(risk, checker);
    expect([view.champion, view.inForce.map(({ role }) => role)]).toEqual(['twin', ['champion']]);
    await expect(endPlan(risk, { planId: challenge, actor: maker })).rejects.toMatchObject({
      code: 'model_plan_refused',
    });
    await putLive(risk, shipped.version, 'champion');
    expect(new Set(await versionsOf(risk, [newId('lrn')]))).toEqual(new Set([shipped.version]));
  });

  it('an artifact that was changed, or is none, is refused, visible, and cannot be planned', async () => {
    const risk = open();
    const view = await viewModels(risk, maker);
    expect(view.refused).toEqual([
      { file: join(folder, 'broken.json'), why: expect.stringContaining('hash') },
    ]);
    expect(await risk.meter.text()).toContain('tilltalk_risk_degraded_total{check="artifact"} 1');
    await expect(planModel(risk, plan('broken', 'shadow', risk.clock.nowMs()))).rejects.toMatchObject({
      code: 'model_not_loaded',
    });
  });

  it('a champion whose artifact is not there leaves the shipped one, and the metric says so', async () => {
    const risk = open();
    await putLive(risk, 'twin', 'champion');
    const elsewhere = riskOn(database(), { modelFile: MODEL_FILE });
    const judged = await assessPayment(elsewhere, pressOf());
    expect([judged.modelVersion, judged.detail?.degraded]).toEqual([shipped.version, ['planned_model']]);
    expect(await elsewhere.meter.text()).toContain('degraded_total{check="planned_model"} 1');
    await putLive(risk, shipped.version, 'champion');
  });

  it('a shadow scores what was judged, once, and decides nothing; the pairs are compared with what became known', async () => {
    const risk = open();
    const scoreBeside = createBesideScorer(risk);
    const { planId } = await planModel(risk, plan('strict', 'shadow', risk.clock.nowMs()));
    await numberEvents();
    await scoreBeside();
    const fromMs = risk.clock.nowMs();
    const presses = [pressOf({ amountMinor: 10_000 }), pressOf({ amountMinor: 20_000 })];
    for (const press of presses) expect((await assessPayment(risk, press)).decision).toBe('allow');
    await database().transact(async (tx) => {
      for (const [at, { checkoutId, learnerId }] of presses.entries())
        await tx
          .insertInto('risk_label')
          .values({
            ...{ labelId: newId('rlb'), checkoutId, learnerId, livemode: 0, source: 'staff' },
            ...{ sourceId: checkoutId, isFraud: at, occurredAtMs: fromMs, knownAtMs: fromMs },
          })
          .execute();
    });
    await numberEvents();
    expect(await createBesideScorer(risk)()).toBe(0);
    const scored = await scoreBeside();
    expect(scored).toBe(2);
    expect(await scoreBeside()).toBe(0);
    const told = await compareModels(database().query, {
      ...{ one: shipped.version, other: 'strict', livemode: false },
      ...{ fromMs, toMs: fromMs + DAY_MS },
    });
    expect(told).toMatchObject({
      ...{ presses: 2, known: 2, frauds: 1, differing: { 'allow → challenge': 2 } },
      otherAlone: { frauds: 1, good: 1, fraudMinor: { CNY: 20_000 }, goodMinor: { CNY: 10_000 } },
      oneAlone: { frauds: 0, good: 0 },
      chanceOfEqual: 1,
    });
    expect(told.figures?.one).toEqual(told.figures?.other);
    await endPlan(risk, { planId, actor: maker });
    await assessPayment(risk, pressOf());
    expect(await scoreBeside()).toBe(0);
  });

  it('a model that is put into the folder later can be planned without a restart', async () => {
    const risk = open();
    copyFileSync(join(folder, 'twin.json'), join(folder, 'late.json'));
    writeFileSync(join(folder, 'late.json'), sealModel({ ...shipped, version: 'late' }));
    expect((await viewModels(risk, maker)).models.map(({ version }) => version)).toContain('late');
  });
});

describe('a paired comparison', () => {
  it('says what one model gains over the other, with a range that holds the gain', () => {
    const pairs = Array.from({ length: 400 }, (_, at) => {
      const isFraud = at % 10 === 0;
      return { isFraud, other: isFraud ? 0.9 : (at % 7) / 10, one: (at % 13) / 13 };
    });
    const gain = precisionGain(pairs);
    expect(gain?.mean).toBeGreaterThan(0.5);
    expect(gain?.low).toBeGreaterThan(0);
    expect(gain?.high).toBeGreaterThanOrEqual(gain?.mean ?? 1);
    expect(precisionGain(pairs.filter(({ isFraud }) => !isFraud))).toBeNull();
  });

  it('takes 8 of 10 for possible chance and 18 of 20 for none', () => {
    expect(chanceOfEqual(8, 2)).toBeCloseTo(0.109_375, 6);
    expect(chanceOfEqual(18, 2)).toBeLessThan(0.001);
    expect(chanceOfEqual(0, 0)).toBe(1);
    expect(chanceOfEqual(5_000, 5_000)).toBe(1);
  });
});
