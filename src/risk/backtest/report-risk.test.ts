import { describe, expect, it } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { assessPayment } from '../assess-payment.ts';
import { saveLabel } from '../review/save-label.ts';
import { MODEL_FILE, pressOf, riskOn } from '../risk.testing.ts';
import { DAY_MS } from '../windows.ts';
import { calibrationOf, reportRisk, stabilityIndex } from './report-risk.ts';

describe('the stability of a feature', () => {
  const week = Array.from({ length: 1_000 }, (_, place) => place % 97);

  it('is near zero for the same population, and grows as it moves or is not known any more', () => {
    expect(stabilityIndex(week, [...week].reverse())).toBeCloseTo(0, 6);
    const moved = stabilityIndex(
      week,
      week.map((value) => value * 1.5),
    );
    expect(moved).toBeGreaterThan(0.1);
    expect(
      stabilityIndex(
        week,
        week.map(() => null),
      ),
    ).toBeGreaterThan(moved);
    expect(stabilityIndex([], week)).toBe(0);
  });
});

it('calibration counts what was paid and not called fraud as good, each checkout by its last press', () => {
  const press = (checkoutId: string, score: number, paidAtMs: number | null) => ({
    ...{ checkoutId, score, paidAtMs, decision: 'allow', features: {} },
  });
  const presses = [
    press('stopped', 0.12, null),
    press('good', 0.99, 1),
    press('good', 0.1, 1),
    press('disputed', 0.14, 1),
    press('refused', 0.18, null),
  ];
  const isFraud = new Map([
    ['disputed', true],
    ['refused', true],
  ]);
  const [bin, ...others] = calibrationOf(presses, isFraud);
  expect(others).toEqual([]);
  expect(bin).toMatchObject({ presses: 3, fraudShare: 2 / 3 });
  expect(bin?.score).toBeCloseTo(0.14, 9);
});

it('a report says how often people were asked or stopped, how right the score was, and how late labels come', async () => {
  const { db, remove } = await openTestSqlite();
  const risk = riskOn(db, { modelFile: MODEL_FILE });
  const nowMs = risk.clock.nowMs();
  const command = pressOf();
  await assessPayment(risk, command);
  await assessPayment(risk, pressOf({ amountMinor: 300_000 }));
  await db.transact((tx) =>
    saveLabel(risk, tx, {
      ...{ checkoutId: command.checkoutId, learnerId: null, source: 'dispute', sourceId: 'dsp_1' },
      ...{ isFraud: true, occurredAtMs: nowMs, knownAtMs: nowMs + 20 * DAY_MS },
    }),
  );
  const period = { fromMs: nowMs - DAY_MS, toMs: nowMs + DAY_MS };
  const report = await reportRisk(db.query, { period, livemode: false });
  expect(report).toMatchObject({ presses: 2, referencePresses: 0, alertRate: 0.5 });
  expect(report.labelDelayDays).toEqual({ p50: 20, p90: 20 });
  expect(report.calibration).toMatchObject([{ fraudShare: 1, presses: 1 }]);
  await remove();
});
