import { expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import type { SharedFeatureEngine } from '../engine/types.ts';
import { createRecent } from './recent.ts';
import { idNumber } from './risk-event-of.ts';
import { createVelocity, type Followed } from './velocity.ts';
import { velocitySpec } from './velocity-spec.ts';

const NOW_MS = Date.UTC(2026, 0, 1);

const meterOf = () => createMeter({ processMetrics: false });
const velocityOf = (shared: SharedFeatureEngine | null, meter = meterOf()) =>
  createVelocity({ log: silentLog(), meter, shared });
const attempt = (name: string) => ({
  id: idNumber(name),
  atMs: NOW_MS,
  keys: { learner: 3, ip: 7, promo: 9 },
  amount: 1_000,
});

function row(eventId: string, type: string, payload: Followed['payload']): Followed {
  return { eventId, type, learnerId: 'lrn_1', occurredAtMs: NOW_MS - 1_000, payload };
}

const assessed = (id: string) =>
  row(`evt_${id}`, 'risk.assessed', {
    assessmentId: `asm_${id}`,
    checkoutId: `co_${id}`,
    keys: { learner: 3, ip: 7, promo: 9 },
    milliTypical: 1_000,
  });

it('a log read anew gives what was counted as it was written, with what became of each press', async () => {
  const velocity = velocityOf(null);
  const log = [
    assessed('1'),
    row('evt_2', 'payment.attempt_failed', { checkoutId: 'co_1', code: 'card_declined' }),
    row('evt_3', 'payment.created', { checkoutId: 'co_1', paymentId: 'pay_1', lines: [] }),
    row('evt_4', 'dispute.lost', { paymentId: 'pay_1' }),
    row('evt_5', 'payment.attempt_failed', { checkoutId: 'co_unknown', code: 'card_declined' }),
  ];
  for (const event of [...log, ...log]) velocity.follow(event);
  expect(await velocity.count(attempt('asm_2'))).toMatchObject({
    payments_10m_ip: 2,
    failures_1h_ip: 1,
    chargebacks_90d_ip: 1,
    learners_24h_promo: 1,
    learners_30d_device: null,
  });
  // The press that was counted when it was judged is in the log too, and counts once.
  velocity.follow(
    row('evt_6', 'risk.assessed', { assessmentId: 'asm_2', checkoutId: 'co_2', keys: { ip: 7 } }),
  );
  expect(await velocity.count(attempt('asm_3'))).toMatchObject({ payments_10m_ip: 3 });
});

it('a card that a gateway named is seen in the next press of another learner who tried it', async () => {
  const velocity = velocityOf(null);
  const press = (id: string, learner: number) =>
    row(`evt_${id}`, 'risk.assessed', {
      ...{ assessmentId: `asm_${id}`, checkoutId: `co_${id}`, keys: { learner }, milliTypical: 1_000 },
    });
  const named = { code: 'card_declined', payerKey: 5 };
  const log = [
    press('1', 3),
    row('evt_2', 'payment.attempt_failed', { checkoutId: 'co_1', ...named }),
    press('3', 4),
    row('evt_4', 'payment.attempt_failed', { checkoutId: 'co_3', ...named }),
  ];
  for (const event of [...log, ...log]) velocity.follow(event);
  const keys = velocity.withKnownPayers({ learner: 4 });
  expect(keys).toEqual({ learner: 4, payment: [5] });
  expect(velocity.withKnownPayers({ learner: 4, payment: 9 })).toEqual({ learner: 4, payment: 9 });
  expect(velocity.withKnownPayers({ learner: 8 })).toEqual({ learner: 8 });
  const seen = await velocity.count({ ...attempt('asm_5'), keys });
  expect(seen).toMatchObject({ failures_24h_payment: 2, learners_30d_payment: 2 });
});

it('a store that is away leaves the counts of this process, and the metric says so', async () => {
  const gone = { spec: velocitySpec, observe: () => Promise.reject(new Error('gone')) };
  const never = { ...gone, countAndSnapshot: () => new Promise<never>(() => {}) };
  for (const shared of [{ ...gone, countAndSnapshot: () => Promise.reject(new Error('gone')) }, never]) {
    const meter = meterOf();
    const velocity = velocityOf(shared, meter);
    velocity.follow(assessed('1'));
    expect(await velocity.count(attempt('asm_2'))).toMatchObject({ payments_10m_ip: 2 });
    expect(await meter.text()).toContain('tilltalk_risk_degraded_total{check="velocity"} 1');
  }
});

it('no two of two hundred thousand ids become one number', () => {
  const numbers = new Set<number>();
  for (let at = 0; at < 200_000; at += 1) numbers.add(idNumber(`asm_${at.toString(36)}`));
  expect(numbers.size).toBe(200_000);
});

it('what is remembered of presses is the newest of them, however often one came again, and never more than twice as many', () => {
  const recent = createRecent<number>(3);
  const names = ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g'];
  for (const [at, name] of names.entries()) recent.set(name, at);
  expect(['e', 'f', 'g'].map((name) => recent.get(name))).toEqual([5, 6, 7]);
  expect(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].filter((name) => recent.get(name) !== undefined).length,
  ).toBeLessThanOrEqual(6);
  expect(recent.get('b')).toBeUndefined();
});
