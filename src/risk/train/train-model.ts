import { createHash } from 'node:crypto';
import { type FeatureName, type Features, featureNames, schemaHash, vectorOf } from '../feature-shapes.ts';
import { type RiskModel, rawLogitOf, score } from '../model/model.ts';
import {
  type ModelContent,
  modelOf,
  PARITY_VECTORS,
  type SimulatedFigures,
  sealModel,
} from '../model/model-artifact.ts';
import { calibrationError, fitCalibration } from './calibrate.ts';
import { type Candidate, fitCandidates } from './candidates.ts';
import {
  areaUnderCurve,
  averagePrecision,
  logLoss,
  type Scored,
  shareReaching,
  thresholdForGoodShare,
} from './metrics.ts';
import type { TrainProgress } from './progress.ts';
import { fitScaler } from './scale.ts';
import { type SimulatedPress, simulateLearners } from './simulate-learners.ts';
import { type Slices, slicesOf } from './slices.ts';
import { splitPresses } from './split.ts';

export type { TrainProgress } from './progress.ts';

export interface TrainModel {
  readonly seed: number;
  readonly learners: number;
  /** When it is made, in ms. */
  readonly createdAtMs: number;
  readonly onProgress?: (progress: TrainProgress) => void;
}

export interface TrainedModel {
  /** The artifact, ready to be written to a file. */
  readonly text: string;
  readonly content: ModelContent;
}

/** Share of good presses that the model alone may ask for a challenge, on validation. */
const GOOD_CHALLENGED_MAX = 0.002;

/**
 * Simulates learners, fits a logistic regression, a net and boosted trees, takes the one that loses least on the validation
 * part, calibrates it on a later slice and seals the artifact that serving loads. The same seed, learners and moment give the
 * same bytes on one backend. Figures are on the simulated test part. Throws when so few learners were asked for that a part
 * holds no fraud.
 */
export async function trainModel(command: TrainModel): Promise<TrainedModel> {
  const { seed, learners, onProgress = () => {} } = command;
  const presses = [...simulateLearners({ seed, learners })];
  onProgress({ presses: presses.length });
  const parts = slicesOf(splitPresses(presses, seed));
  const scaler = fitScaler(parts.train.map(({ features }) => vectorOf(features)));
  const candidates = await fitCandidates({ parts, scaler, seed, onProgress });
  const tried = candidates.map((candidate) => ({ candidate, ...lossOf(candidate, parts.validation) }));
  for (const { candidate, ...figures } of tried) onProgress({ family: candidate.name, ...figures });
  const [best] = [...tried].sort((a, b) => a.validationLoss - b.validationLoss);
  if (best === undefined) throw new Error('no family to choose from');
  const content = contentOf({ command, presses, parts, scaled: scaler, chosen: best.candidate, tried });
  return { content, text: sealModel(content) };
}

function lossOf(candidate: Candidate, presses: readonly SimulatedPress[]) {
  const rows = scored(candidate.model, presses);
  return { validationLoss: logLoss(rows), validationAveragePrecision: averagePrecision(rows) };
}

interface Training {
  readonly command: TrainModel;
  readonly presses: readonly SimulatedPress[];
  readonly parts: Slices;
  readonly scaled: { readonly means: Float64Array; readonly deviations: Float64Array };
  readonly chosen: Candidate;
  readonly tried: readonly {
    readonly candidate: Candidate;
    readonly validationLoss: number;
    readonly validationAveragePrecision: number;
  }[];
}

function contentOf(training: Training): ModelContent {
  const { command, presses, parts, scaled, chosen, tried } = training;
  const raw = parts.calibration.map(({ features, isFraud }) => ({
    score: rawLogitOf(chosen.model, vectorOf(features)),
    isFraud,
  }));
  const fitted = {
    labels: 'simulated' as const,
    features: Object.fromEntries(featureNames.map((name, place) => [name, scaleAt(name, place, scaled)])),
    family: chosen.content,
    calibration: fitCalibration(raw),
  };
  const version = `${chosen.name}-${hashOf(fitted).slice(0, 12)}`;
  const unset = modelOf({ ...fitted, version, challengeAt: 1 });
  const challengeAt = thresholdForGoodShare(
    scored(unset, [...parts.validation, ...parts.calibration]),
    GOOD_CHALLENGED_MAX,
  );
  return {
    kind: 'tilltalk.risk_model',
    version,
    createdAt: new Date(command.createdAtMs).toISOString(),
    seed: command.seed,
    learners: command.learners,
    schemaHash,
    dataHash: hashOf(presses.map(({ features, isFraud, atMs }) => [Object.values(features), isFraud, atMs])),
    ...fitted,
    challengeAt,
    candidates: tried.map(({ candidate, ...figures }) => ({ family: candidate.name, ...figures })),
    simulated: figuresOf({ ...unset, challengeAt }, parts),
    parity: parityOf(chosen, parts.train),
  };
}

function scaleAt(name: FeatureName, place: number, { means, deviations }: Training['scaled']) {
  const [mean, deviation] = [means[place], deviations[place]];
  if (mean === undefined || deviation === undefined) throw new Error(`nothing was measured of ${name}`);
  return { mean, deviation };
}

function scored(model: RiskModel, presses: readonly SimulatedPress[]): Scored[] {
  return presses.map(({ features, isFraud }) => ({ score: score(model, vectorOf(features)), isFraud }));
}

function figuresOf(model: RiskModel, { train, validation, calibration, test }: Slices): SimulatedFigures {
  const rows = scored(model, test);
  return {
    trainRows: train.length,
    validationRows: validation.length + calibration.length,
    testRows: test.length,
    testFrauds: rows.filter(({ isFraud }) => isFraud).length,
    auc: areaUnderCurve(rows),
    averagePrecision: averagePrecision(rows),
    recallAtFpr1: shareReaching(rows, true, thresholdForGoodShare(rows, 0.01)),
    goodChallenged: shareReaching(rows, false, model.challengeAt),
    fraudChallenged: shareReaching(rows, true, model.challengeAt),
    calibrationError: calibrationError(rows),
  };
}

/** Rows from all over the range of scores, with what training computed for them before calibration. */
function parityOf({ told }: Candidate, train: readonly SimulatedPress[]): ModelContent['parity'] {
  const ranked = Array.from(told, (one, row) => ({ score: one, row })).sort((a, b) => a.score - b.score);
  const step = (ranked.length - 1) / (PARITY_VECTORS - 1);
  return Array.from({ length: PARITY_VECTORS }, (_, index) => ranked[Math.round(index * step)]).flatMap(
    (one) => {
      const press = one && train[one.row];
      return press === undefined ? [] : [{ score: one?.score ?? 0, features: plain(press.features) }];
    },
  );
}

function plain(features: Features): Record<string, number | null> {
  return Object.fromEntries(featureNames.map((name) => [name, features[name]]));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
