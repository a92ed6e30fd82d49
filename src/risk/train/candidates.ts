import { featureNames, vectorOf } from '../feature-shapes.ts';
import { noCalibration, probabilityOf } from '../model/calibration.ts';
import { contentOfNetwork, contentOfTrees, type FamilyContent, familyOf } from '../model/family-content.ts';
import type { RiskModel } from '../model/risk-model.ts';
import { fitInWorker } from './network/fit-in-worker.ts';
import type { Backend, FitNetwork, LabelledRows } from './network/types.ts';
import type { TrainProgress } from './progress.ts';
import { type Scaler, scaledRows } from './scale.ts';
import type { SimulatedPress } from './simulate-learners.ts';
import type { Slices } from './slices.ts';
import { fitTrees } from './trees/fit-trees.ts';

/** A family that was fitted, not calibrated yet. */
export interface Candidate {
  readonly name: string;
  readonly content: FamilyContent;
  readonly model: RiskModel;
  /** Probabilities that training computed for its first rows. */
  readonly told: ArrayLike<number>;
}

export interface FitCandidates {
  readonly parts: Slices;
  readonly scaler: Scaler;
  readonly seed: number;
  readonly onProgress: (progress: TrainProgress) => void;
}

/** What is there of tfjs-node, WebAssembly and plain arithmetic, fastest first. */
const BACKENDS: readonly Backend[] = ['tensorflow', 'wasm', 'cpu'];
const TREES_TOLD = 4_096;

const common = { l2: 1e-4, rate: 0.004, batchRows: 512, epochsMax: 60, patience: 6, backends: BACKENDS };
const networks: readonly (Pick<FitNetwork, 'hidden' | 'dropout'> & typeof common & { name: string })[] = [
  { ...common, name: 'logistic', hidden: [], dropout: 0, rate: 0.02, l2: 1e-3 },
  { ...common, name: 'network', hidden: [48, 24], dropout: 0.2 },
];

/** A logistic regression, a net and boosted trees on the same rows; the nets with early stopping on the validation part. */
export async function fitCandidates(fit: FitCandidates): Promise<Candidate[]> {
  const { parts, scaler, seed, onProgress } = fit;
  const candidates: Candidate[] = [];
  for (const { name, ...options } of networks) {
    const { network, told } = await fitInWorker(
      {
        ...options,
        seed,
        width: featureNames.length,
        train: rowsOf(scaler, parts.train),
        validation: rowsOf(scaler, parts.validation),
      },
      (epoch) => onProgress({ family: name, epoch }),
    );
    candidates.push(candidateOf(scaler, { name, content: contentOfNetwork(network), told }));
  }
  candidates.push(candidateOf(scaler, { name: 'trees', ...growTrees(parts, seed) }));
  return candidates;
}

function growTrees({ train }: Slices, seed: number): Pick<Candidate, 'content' | 'told'> {
  const width = featureNames.length;
  const values = new Float32Array(train.length * width);
  train.forEach(({ features }, row) => {
    values.set(vectorOf(features), row * width);
  });
  const { trees, logits } = fitTrees({
    matrix: { width, values },
    labels: Uint8Array.from(train, ({ isFraud }) => (isFraud ? 1 : 0)),
    options: {
      trees: 120,
      rate: 0.08,
      depthMax: 4,
      l2: 5,
      childWeightMin: 3,
      gainMin: 0,
      goodShare: 0.7,
      columnShare: 0.5,
      seed,
    },
  });
  return {
    content: contentOfTrees(trees),
    told: Float64Array.from(logits.subarray(0, TREES_TOLD), probabilityOf),
  };
}

function candidateOf(
  { means, deviations }: Scaler,
  { name, content, told }: Pick<Candidate, 'name' | 'content' | 'told'>,
): Candidate {
  const family = familyOf(content, featureNames.length);
  const calibration = noCalibration;
  const model = {
    version: name,
    labels: 'simulated',
    means,
    deviations,
    family,
    calibration,
    challengeAt: 1,
  } as const;
  return { name, content, told, model };
}

function rowsOf(scaler: Scaler, presses: readonly SimulatedPress[]): LabelledRows {
  return {
    values: scaledRows(
      scaler,
      presses.map(({ features }) => vectorOf(features)),
    ),
    labels: Float32Array.from(presses, ({ isFraud }) => (isFraud ? 1 : 0)),
  };
}
