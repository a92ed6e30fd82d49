import { createHash } from 'node:crypto';
import { type FeatureName, type Features, featureNames, schemaHash, vectorOf } from '../feature-shapes.ts';
import { type RiskModel, score } from '../model/model.ts';
import { type ModelContent, modelOf, type SimulatedFigures, sealModel } from '../model/model-artifact.ts';
import { type Epoch, type Fitted, fitLogistic, type LabelledMatrix } from './fit-logistic.ts';
import {
  areaUnderCurve,
  averagePrecision,
  type Scored,
  shareReaching,
  thresholdForGoodShare,
} from './metrics.ts';
import { fitScaler, type Scaler, scaledRows } from './scale.ts';
import { type SimulatedPress, simulateLearners } from './simulate-learners.ts';
import { type Parts, splitPresses } from './split.ts';

export interface TrainModel {
  readonly seed: number;
  readonly learners: number;
  /** When it is made, in ms. */
  readonly createdAtMs: number;
  readonly onProgress?: (progress: TrainProgress) => void;
}

export type TrainProgress = { readonly presses: number } | { readonly epoch: Epoch };

export interface TrainedModel {
  /** The artifact, ready to be written to a file. */
  readonly text: string;
  readonly content: ModelContent;
}

/** Share of good presses that the model alone may ask for a challenge, on validation. */
const GOOD_CHALLENGED_MAX = 0.005;
const PARITY_VECTORS = 24;

/**
 * Simulates learners, trains a logistic regression with TensorFlow.js and seals the artifact that serving loads. The
 * same seed, learners and moment give the same bytes. Figures are on the simulated test part. Throws when so few
 * learners were asked for that a part holds no fraud.
 */
export async function trainModel(command: TrainModel): Promise<TrainedModel> {
  const { seed, learners, onProgress = () => {} } = command;
  const presses = [...simulateLearners({ seed, learners })];
  onProgress({ presses: presses.length });
  const parts = splitPresses(presses, seed);
  const scaler = fitScaler(parts.train.map(({ features }) => vectorOf(features)));
  const fitted = await fitLogistic({
    columns: featureNames.length,
    train: matrixOf(scaler, parts.train),
    validation: matrixOf(scaler, parts.validation),
    onEpoch: (epoch) => onProgress({ epoch }),
  });
  try {
    const content = contentOf({ command, presses, parts, scaler, fitted });
    return { content, text: sealModel(content) };
  } finally {
    fitted.dispose();
  }
}

function matrixOf(scaler: Scaler, presses: readonly SimulatedPress[]): LabelledMatrix {
  return {
    values: scaledRows(
      scaler,
      presses.map(({ features }) => vectorOf(features)),
    ),
    labels: Float32Array.from(presses, ({ isFraud }) => (isFraud ? 1 : 0)),
  };
}

interface Training {
  readonly command: TrainModel;
  readonly presses: readonly SimulatedPress[];
  readonly parts: Parts;
  readonly scaler: Scaler;
  readonly fitted: Fitted;
}

function contentOf({ command, presses, parts, scaler, fitted }: Training): ModelContent {
  const weighted = {
    labels: 'simulated' as const,
    bias: fitted.bias,
    features: Object.fromEntries(
      featureNames.map((name, place) => [name, weightAt(name, { place, scaler, fitted })]),
    ),
  };
  const version = `lr-${hashOf(weighted).slice(0, 12)}`;
  const unset = modelOf({ ...weighted, version, challengeAt: 1 });
  const challengeAt = thresholdForGoodShare(scored(unset, parts.validation), GOOD_CHALLENGED_MAX);
  const model = { ...unset, challengeAt };
  return {
    kind: 'tilltalk.risk_model',
    version,
    createdAt: new Date(command.createdAtMs).toISOString(),
    seed: command.seed,
    learners: command.learners,
    schemaHash,
    dataHash: hashOf(presses.map(({ features, isFraud, atMs }) => [Object.values(features), isFraud, atMs])),
    ...weighted,
    challengeAt,
    simulated: figuresOf(model, parts),
    parity: parityOf(model, { parts, scaler, fitted }),
  };
}

function weightAt(
  name: FeatureName,
  { place, scaler, fitted }: { place: number; scaler: Scaler; fitted: Fitted },
) {
  const [mean, deviation, weight] = [scaler.means[place], scaler.deviations[place], fitted.weights[place]];
  if (mean === undefined || deviation === undefined || weight === undefined)
    throw new Error(`no weight was trained for ${name}`);
  return { mean, deviation, weight };
}

function scored(model: RiskModel, presses: readonly SimulatedPress[]): Scored[] {
  return presses.map(({ features, isFraud }) => ({ score: score(model, vectorOf(features)), isFraud }));
}

function figuresOf(model: RiskModel, { train, validation, test }: Parts): SimulatedFigures {
  const rows = scored(model, test);
  return {
    trainRows: train.length,
    validationRows: validation.length,
    testRows: test.length,
    testFrauds: rows.filter(({ isFraud }) => isFraud).length,
    auc: areaUnderCurve(rows),
    averagePrecision: averagePrecision(rows),
    recallAtFpr1: shareReaching(rows, true, thresholdForGoodShare(rows, 0.01)),
    goodChallenged: shareReaching(rows, false, model.challengeAt),
    fraudChallenged: shareReaching(rows, true, model.challengeAt),
  };
}

/** Test rows from all over the range of scores, with what TensorFlow.js says of them. */
function parityOf(
  model: RiskModel,
  { parts, scaler, fitted }: Pick<Training, 'parts' | 'scaler' | 'fitted'>,
): ModelContent['parity'] {
  const ranked = [...parts.test]
    .map(({ features }) => ({ features, vector: vectorOf(features) }))
    .sort((a, b) => score(model, a.vector) - score(model, b.vector));
  const step = (ranked.length - 1) / (PARITY_VECTORS - 1);
  const chosen = Array.from(
    { length: PARITY_VECTORS },
    (_, index) => ranked[Math.round(index * step)],
  ).filter((row) => row !== undefined);
  const truth = fitted.predict(
    scaledRows(
      scaler,
      chosen.map(({ vector }) => vector),
    ),
  );
  return chosen.map(({ features }, index) => ({ score: truth[index] ?? 0, features: plain(features) }));
}

function plain(features: Features): Record<string, number | null> {
  return Object.fromEntries(featureNames.map((name) => [name, features[name]]));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
