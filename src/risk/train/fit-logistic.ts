import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';

export interface LabelledMatrix {
  /** Scaled and without gaps, row after row. */
  readonly values: Float32Array;
  /** 1 for fraud. */
  readonly labels: Float32Array;
}

export interface FitInput {
  readonly columns: number;
  /** Rows in an order that chance made. */
  readonly train: LabelledMatrix;
  readonly validation: LabelledMatrix;
  readonly onEpoch: (epoch: Epoch) => void;
}

export interface Epoch {
  /** From 1. */
  readonly number: number;
  readonly validationLoss: number;
}

export interface Fitted {
  readonly weights: Float32Array;
  readonly bias: number;
  /** What TensorFlow.js computes for scaled rows: the truth of the parity vectors. */
  predict(values: Float32Array): Float32Array;
  dispose(): void;
}

const LEARNING_RATE = 0.02;
const BATCH_ROWS = 512;
const EPOCHS_MAX = 100;
/** Epochs without a better validation loss before the best one is taken. */
const PATIENCE = 6;
const BETTER_BY = 1e-4;
const L2 = 1e-3;

/**
 * Fits a logistic regression with TensorFlow.js on its cpu backend: L2, Adam, early stopping on the validation loss.
 * Starts at zero and shuffles nothing, so that the same rows give the same weights. TensorFlow.js is loaded here, by
 * training alone: no server comes this way.
 */
export async function fitLogistic(input: FitInput): Promise<Fitted> {
  const tf = await import('@tensorflow/tfjs-core');
  const layers = await import('@tensorflow/tfjs-layers');
  await import('@tensorflow/tfjs-backend-cpu');
  // Else it greets on the console.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  const model = regression(layers, input.columns);
  model.compile({ optimizer: tf.train.adam(LEARNING_RATE), loss: 'binaryCrossentropy' });
  const tensorsOf = ({ values, labels }: LabelledMatrix) =>
    [tf.tensor2d(values, [labels.length, input.columns]), tf.tensor2d(labels, [labels.length, 1])] as const;
  const [x, y] = tensorsOf(input.train);
  const validation = tensorsOf(input.validation);
  const best = keepBest(model, input.onEpoch);
  await model.fit(x, y, {
    epochs: EPOCHS_MAX,
    batchSize: BATCH_ROWS,
    shuffle: false,
    verbose: 0,
    yieldEvery: 'never',
    validationData: [...validation],
    callbacks: { onEpochEnd: best.see },
  });
  const { weights, bias } = best.taken();
  tf.tidy(() => model.setWeights([tf.tensor2d(weights, [input.columns, 1]), tf.tensor1d([bias])]));
  tf.dispose([x, y, ...validation]);
  return {
    weights,
    bias,
    predict: (values) => predict({ tf, model, columns: input.columns }, values),
    dispose: () => void model.dispose(),
  };
}

function regression(layers: typeof Layers, columns: number): Layers.Sequential {
  const dense = layers.layers.dense({
    inputShape: [columns],
    units: 1,
    activation: 'sigmoid',
    kernelInitializer: 'zeros',
    kernelRegularizer: layers.regularizers.l2({ l2: L2 }),
  });
  return layers.sequential({ layers: [dense] });
}

/** Remembers the weights of the epoch with the lowest validation loss, and stops when it lies too far back. */
function keepBest(model: Layers.Sequential, onEpoch: FitInput['onEpoch']) {
  let best: { loss: number; epoch: number; weights: Float32Array; bias: number } | undefined;
  return {
    see: async (epoch: number, logs?: Layers.Logs): Promise<void> => {
      const loss = Number(logs?.['val_loss']);
      onEpoch({ number: epoch + 1, validationLoss: loss });
      if (best === undefined || loss < best.loss - BETTER_BY) {
        const [kernel, bias] = model.getWeights();
        const weights = Float32Array.from(kernel?.dataSync() ?? []);
        best = { loss, epoch, weights, bias: bias?.dataSync()[0] ?? 0 };
      } else if (epoch - best.epoch >= PATIENCE) model.stopTraining = true;
    },
    taken: () => {
      if (best === undefined) throw new Error('the training ended before its first epoch');
      return best;
    },
  };
}

function predict(
  { tf, model, columns }: { tf: typeof Core; model: Layers.Sequential; columns: number },
  values: Float32Array,
): Float32Array {
  return tf.tidy(() => {
    const answer = model.predict(tf.tensor2d(values, [values.length / columns, columns]));
    if (Array.isArray(answer)) throw new Error('a regression has one output');
    return Float32Array.from(answer.dataSync());
  });
}
