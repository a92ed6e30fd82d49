import { describe, expect, it } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { assessPayment } from '../assess-payment.ts';
import { refusalOf } from '../errors.ts';
import { loadModel } from '../model/load-model.ts';
import { concludeOf, featuresOf, MODEL_FILE, pressOf, riskOn } from '../risk.testing.ts';
import { compileRule } from '../rules/compile-rule.ts';
import { standardDefinitions } from '../rules/standard-rules.ts';
import { sentences } from '../wording.ts';
import { challengeFor } from './challenge.ts';
import { conclude } from './conclude.ts';
import { defaultPolicy, failHabits, RiskPolicy } from './policy.ts';
import { pricedAction } from './price.ts';

const decisionOf = { open: 'allow', step_up: 'challenge', closed: 'block' } as const;
const page = { rules: [] };
const grounds = (command = pressOf()) => ({
  ...{ command, features: featuresOf(), review: null },
  ...{ nowMs: Date.now(), wallMs: Date.now() },
});

describe('a part of the judgement that is missing', () => {
  it.each(failHabits)(
    'makes a press without a model %s as the policy says, visible in the metric',
    async (habit) => {
      const { db, remove } = await openTestSqlite();
      const policy = RiskPolicy.parse({ missing: { model: habit } });
      const risk = riskOn(db, { modelFile: '/nowhere.json', policy });
      const assessment = await assessPayment(risk, pressOf());
      expect(assessment.decision).toBe(decisionOf[habit]);
      expect(assessment.detail?.degraded).toEqual(['model']);
      expect(await risk.meter.text()).toContain('tilltalk_risk_degraded_total{check="model"} 1');
      if (habit === 'closed') {
        const refusal = refusalOf(assessment);
        expect([refusal?.code, refusal?.retryAfterSeconds]).toEqual(['payment_blocked', 60]);
        expect(assessment.learnerMessage).toEqual(sentences.tryAgainSoon);
      }
      await remove();
    },
  );

  it('a history that cannot be read is not taken for a clean one', async () => {
    const { db, remove } = await openTestSqlite();
    const risk = riskOn(db);
    const broken = {
      ...risk,
      history: { ...risk.history, lookBack: () => Promise.reject(new Error('the store is away')) },
    };
    const assessment = await assessPayment(broken, pressOf());
    expect([assessment.decision, assessment.features.isFirstPurchase]).toEqual(['challenge', null]);
    expect(assessment.detail?.missing).toContain('card_testing');
    const text = await risk.meter.text();
    expect(text).toContain('tilltalk_risk_degraded_total{check="history"} 1');
    expect(text).toContain('tilltalk_risk_rule_missing_total{rule="card_testing"} 1');
    await remove();
  });

  it('rules that take too long are cut short, and the press is what the policy says', () => {
    const [definition] = standardDefinitions.filter(({ name }) => name === 'card_testing');
    if (definition === undefined) throw new Error('no such rule');
    const rule = compileRule(definition, { version: 1, state: 'live' });
    let elapsed = 0;
    for (const habit of failHabits) {
      elapsed = 0;
      const policy = RiskPolicy.parse({ missing: { time: habit }, budgetMs: 10 });
      const takeLong = () => {
        elapsed += 20;
        return false;
      };
      const slow = { ...rule, applies: takeLong };
      const concluded = conclude(
        { page: { rules: [slow, rule] }, model: loadModel(MODEL_FILE), policy },
        { ...grounds(), features: featuresOf({ failures_10m: 9 }), elapsedMs: () => elapsed },
      );
      expect([concluded.decision, concluded.detail?.degraded]).toEqual([decisionOf[habit], ['time']]);
    }
  });

  it('a field that a rule needs steps up where the rule says so, and never makes it fire', () => {
    const [definition] = standardDefinitions.filter(({ name }) => name === 'refunds_often');
    if (definition === undefined) throw new Error('no such rule');
    for (const [whenMissing, decision] of [
      ['pass', 'allow'],
      ['step_up', 'challenge'],
    ] as const) {
      const rule = compileRule({ ...definition, whenMissing }, { version: 1, state: 'live' });
      const concluded = conclude(
        { page: { rules: [rule] }, model: null },
        { ...grounds(), features: featuresOf({ refunds_30d: null }) },
      );
      expect([concluded.decision, concluded.detail?.missing]).toEqual([decision, ['refunds_often']]);
    }
  });
});

describe('a challenge', () => {
  const wallMs = Date.now();
  const challenge = (
    change: Parameters<typeof pressOf>[0],
    amountTypical = 4,
    devices: Parameters<typeof featuresOf>[0] = {},
  ) =>
    challengeFor(defaultPolicy.challenge, {
      ...{ command: pressOf(change), amountTypical, wallMs },
      features: featuresOf(devices),
    });

  it('is 3-D Secure for a card, the wallet’s own page for a code, a fresh sign-in for the balance', () => {
    expect(challenge({ method: 'card' }).means).toBe('gateway');
    expect(challenge({ method: 'alipay' }).means).toBe('gateway');
    const old = { method: null, signedInAtMs: wallMs - 3_600_000 };
    expect(challenge(old)).toEqual({ means: 'reauthenticate', isPassed: false });
    expect(challenge({ ...old, signedInAtMs: wallMs - 60_000 })).toEqual({
      means: 'reauthenticate',
      isPassed: true,
    });
  });

  it('falls back as declared where there is no such means: a person for a card, nothing for a code or a small sum', () => {
    expect(challenge({ method: 'card', canGatewayChallenge: false }).means).toBe('review');
    expect(challenge({ method: 'alipay', canGatewayChallenge: false }).means).toBe('none');
    expect(challenge({ method: null, signedInAtMs: null }).means).toBe('none');
    expect(challenge({ method: null, signedInAtMs: 0 }, 0.5).means).toBe('none');
    const fromCode = { method: 'alipay', canGatewayChallenge: false, signedInAtMs: 0 };
    expect(challenge(fromCode).means).toBe('reauthenticate');
  });

  it('on one of several browsers, new to this learner, is a fresh sign-in whatever the amount', () => {
    const small = { method: null, signedInAtMs: 0 };
    expect(challenge(small, 0.5, { devices_30d: 2, deviceAgeDays: 0.5 }).means).toBe('reauthenticate');
    expect(challenge(small, 0.5, { devices_30d: 2, deviceAgeDays: 1 }).means).toBe('none');
    expect(challenge(small, 0.5, { devices_30d: 1, deviceAgeDays: 0 }).means).toBe('none');
  });

  it('of a sign-in too old refuses with the way on; of a card without 3-D Secure holds the payment', () => {
    const asking = RiskPolicy.parse({ missing: { model: 'step_up' } });
    const concluded = (command: ReturnType<typeof pressOf>) => ({
      ...{ assessmentId: 'asm_1', command, judgedAtMs: 0 },
      ...conclude({ page, model: null, policy: asking }, grounds(command)),
    });
    const balance = { method: null, signedInAtMs: wallMs - 3_600_000 };
    expect(refusalOf(concluded(pressOf(balance)))?.code).toBe('reauthentication_required');
    expect(refusalOf(concluded(pressOf({ ...balance, signedInAtMs: wallMs })))).toBeNull();
    expect(concluded(pressOf({ method: 'card', canGatewayChallenge: false })).decision).toBe('review');
  });
});

describe('the price of a decision', () => {
  const { pricing } = defaultPolicy;

  it('declines what costs more to take than to lose, asks for a challenge between, and lets the rest pass', () => {
    expect([0.0001, 0.1, 0.9].map((p) => pricedAction(p, 1, pricing))).toEqual([
      'allow',
      'challenge',
      'block',
    ]);
    // p × (1 + 0.5) > (1 − p) × 0.7 from p = 0.318 on.
    expect([0.317, 0.319].map((p) => pricedAction(p, 1, pricing))).toEqual(['challenge', 'block']);
    // The fee of a dispute weighs more on what is cheap.
    expect([0.1, 10].map((amount) => pricedAction(0.3, amount, pricing))).toEqual(['block', 'challenge']);
  });

  it('is never asked of a model that has seen only simulated labels: at most a challenge', () => {
    const sure = { kind: 'platt', slope: 0, offset: 50 } as const;
    const model = { ...loadModel(MODEL_FILE), calibration: sure };
    expect(concludeOf(model, featuresOf({ amountTypical: 10, isFirstPurchase: 0 })).decision).toBe(
      'challenge',
    );
  });
});
