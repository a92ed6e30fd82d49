import { describe, expect, it } from 'vitest';
import { vectorOf } from '../feature-shapes.ts';
import { score } from '../model/model.ts';
import { readModel } from '../model/model-artifact.ts';
import { concludeOf } from '../risk.testing.ts';
import { simulateLearners } from './simulate-learners.ts';
import { type Parts, splitPresses } from './split.ts';
import { trainModel } from './train-model.ts';

const command = { seed: 11, learners: 900, createdAtMs: Date.UTC(2026, 0, 1) };

describe('training', () => {
  it('learns to tell simulated fraud, writes what serving loads, and the same bytes for the same seed', async () => {
    const small = { ...command, learners: 250 };
    const [{ text, content }, again] = [await trainModel(small), await trainModel(small)];
    expect(again.text).toBe(text);
    const model = readModel(Buffer.from(text));
    expect(content.parity).toHaveLength(64);
    expect(content.createdAt).toBe('2026-01-01T00:00:00.000Z');
    expect(content.candidates.map(({ family }) => family)).toEqual(['logistic', 'network', 'trees']);
    const losses = content.candidates.map(({ validationLoss }) => validationLoss);
    expect(content.version).toContain(content.candidates[losses.indexOf(Math.min(...losses))]?.family);
    // On learners of another seed, so that the figure is not of rows that were seen.
    const [frauds, goods] = [true, false].map((isFraud) =>
      [...simulateLearners({ seed: 12, learners: 300 })]
        .filter((press) => press.isFraud === isFraud)
        .map(({ features }) => score(model, vectorOf(features))),
    );
    const mean = (values: readonly number[] = []) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(frauds)).toBeGreaterThan(mean(goods) + 0.4);
  }, 60_000);

  it('refuses to train on so few learners that a part holds no fraud', async () => {
    await expect(trainModel({ ...command, learners: 5 })).rejects.toThrow(/simulate more learners/);
  });
});

describe('the split', () => {
  it('puts no learner into two parts, and validation and test after training', () => {
    const parts = splitPresses([...simulateLearners(command)], command.seed);
    const learners = Object.values<Parts['train']>({ ...parts }).map(
      (part) => new Set(part.map(({ learner }) => learner)),
    );
    expect(new Set(learners.flatMap((set) => [...set])).size).toBe(
      learners.reduce((sum, set) => sum + set.size, 0),
    );
    const times = (part: Parts['train']) => part.map(({ atMs }) => atMs);
    expect(Math.max(...times(parts.train))).toBeLessThan(Math.min(...times(parts.validation)));
    expect(Math.max(...times(parts.validation))).toBeLessThan(Math.min(...times(parts.test)));
  });
});

describe('the rules on simulated learners of an unseen seed', () => {
  const presses = [...simulateLearners({ seed: 909, learners: 4_000 })];
  const decided = presses.map((press) => ({
    ...press,
    decision: concludeOf(null, press.features).decision,
  }));

  it('block at most one good press in a thousand and challenge few', () => {
    const good = decided.filter(({ isFraud }) => !isFraud);
    const share = (decision: string) =>
      good.filter((press) => press.decision === decision).length / good.length;
    expect(good.length).toBeGreaterThan(5_000);
    expect(share('block')).toBeLessThanOrEqual(0.001);
    expect(share('review')).toBeLessThanOrEqual(0.01);
    expect(share('challenge')).toBeLessThanOrEqual(0.06);
  });

  it('let no press through once four cards were declined within ten minutes', () => {
    const after = decided.filter(({ features }) => (features.failures_10m ?? 0) >= 4);
    expect(after.length).toBeGreaterThan(300);
    expect(after.filter(({ decision }) => decision !== 'block')).toEqual([]);
  });
});
