import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log.ts';
import { featureNames, featureShapes, vectorOf } from '../feature-shapes.ts';
import { concludeOf, featuresOf, MODEL_FILE } from '../risk.testing.ts';
import { explain } from './explain.ts';
import { loadModel, loadModelOrNone } from './load-model.ts';
import { logitOf, score } from './model.ts';
import { type ModelContent, readModel, sealModel } from './model-artifact.ts';
import { scratchFor } from './network.ts';
import type { RiskModel } from './risk-model.ts';

const bytes = readFileSync(MODEL_FILE);
const folder = mkdtempSync(join(tmpdir(), 'tilltalk-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The artifact with a change, sealed again: what the hash alone would let through. */
function resealed(change: (content: ModelContent) => Partial<ModelContent>): Buffer {
  const { hash: _, ...content } = JSON.parse(bytes.toString('utf8')) as ModelContent & { hash: string };
  return Buffer.from(sealModel({ ...content, ...change(content) }));
}

describe('the artifact', () => {
  it('in the repository loads, and sealing it again gives the same bytes', () => {
    expect(loadModel(MODEL_FILE).labels).toBe('simulated');
    expect(resealed(() => ({})).equals(bytes)).toBe(true);
  });

  it('is refused when one byte changes, wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ change;
        expect(() => readModel(changed)).toThrow(expect.objectContaining({ name: 'ModelRefused' }));
      }),
      { numRuns: 400 },
    );
  });

  it('is refused with a byte more or less', () => {
    for (const changed of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from('\n')]), Buffer.alloc(0)])
      expect(() => readModel(changed)).toThrow(expect.objectContaining({ name: 'ModelRefused' }));
  });

  it('of other features is refused, even when it is whole', () => {
    expect(() => readModel(resealed(() => ({ schemaHash: 'other' })))).toThrow(/other features/);
  });

  it('that would not compute what was trained is refused, even when it is whole', () => {
    const [one, ...others] = JSON.parse(bytes.toString('utf8')).parity;
    const moved = { ...one, score: one.score < 0.5 ? one.score + 1e-4 : one.score - 1e-4 };
    expect(() => readModel(resealed(() => ({ parity: [moved, ...others] })))).toThrow(/parity/);
    expect(() => readModel(resealed(({ features: { byCard: _, ...features } }) => ({ features })))).toThrow(
      /byCard/,
    );
    const [first, ...rest] = JSON.parse(bytes.toString('utf8')).parity;
    const unknown = { ...first, features: {} };
    expect(() => readModel(resealed(() => ({ parity: [unknown, ...rest] })))).toThrow(/parity/);
    expect(() => readModel(resealed(() => ({ parity: rest.slice(0, 10) })))).toThrow(/no risk model/);
  });

  it('that is missing or refused leaves the rules alone', () => {
    expect(() => loadModel(join(folder, 'missing.json'))).toThrow(/cannot be read/);
    expect(loadModelOrNone({ log: silentLog() }, join(folder, 'missing.json'))).toBeNull();
    writeFileSync(join(folder, 'changed.json'), bytes.toString('utf8').replace('2026', '2027'));
    expect(loadModelOrNone({ log: silentLog() }, join(folder, 'changed.json'))).toBeNull();
  });
});

describe('the model', () => {
  const model = loadModel(MODEL_FILE);
  const features = fc
    .tuple(...featureNames.map((name) => fc.option(fc.double({ ...featureShapes[name], noNaN: true }))))
    .map((values) =>
      featuresOf(Object.fromEntries(featureNames.map((name, at) => [name, values[at] ?? null]))),
    );

  it('scores between 0 and 1, and its reasons add up to the logit of the calibrated score within 1e-9', () => {
    fc.assert(
      fc.property(features, (one) => {
        const value = score(model, vectorOf(one));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        const { baseline, parts } = explain(model, vectorOf(one));
        const logit = parts.reduce((sum, part) => sum + part.logit, baseline);
        expect(Math.abs(logit - logitOf(model, vectorOf(one)))).toBeLessThan(1e-9);
      }),
    );
  });

  it('that is a net counts what is not known as the average', () => {
    const width = featureNames.length;
    const layer = { units: 1, weights: new Float32Array(width).fill(0.3), biases: new Float32Array(1) };
    const net = { width, layers: [layer] };
    const linear: RiskModel = {
      ...model,
      family: { kind: 'network', network: net, scratch: scratchFor(net) },
    };
    const mean = Math.expm1(model.means[featureNames.indexOf('secondsToPay')] ?? 0);
    const scoreAt = (secondsToPay: number | null) => score(linear, vectorOf(featuresOf({ secondsToPay })));
    expect(scoreAt(null)).toBeCloseTo(scoreAt(mean), 12);
    expect(scoreAt(mean * 4)).not.toBeCloseTo(scoreAt(null), 3);
  });

  it('lets an ordinary first purchase pass, by code or card, talkative or in haste', () => {
    const first = { accountAgeDays: 0.001, amountTypical: 99 / 80, spend_24h: 99 / 80 };
    for (const byCard of [0, 1])
      for (const secondsToPay of [2, 15, 600])
        for (const failures of [0, 1])
          expect(
            concludeOf(
              model,
              featuresOf({
                ...first,
                byCard,
                secondsToPay,
                failures_10m: failures,
                failures_24h: failures,
                payments_1h: 1 + failures,
                payments_24h: 1 + failures,
              }),
            ).decision,
          ).toBe('allow');
  });

  it('scores in far less than a tenth of a millisecond', () => {
    const one = featuresOf();
    for (let warm = 0; warm < 2_000; warm += 1) score(model, vectorOf(one));
    const rounds = 20_000;
    const began = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) score(model, vectorOf(one));
    const used = process.cpuUsage(began);
    expect((used.user + used.system) / rounds).toBeLessThan(100);
  });
});
