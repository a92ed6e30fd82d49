import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import type { Network } from '../../model/network.ts';
import { openBackend } from './open-backend.ts';
import type { Epoch, FitNetwork, FittedNetwork, LabelledRows } from './types.ts';

const BETTER_BY = 1e-5;
const TOLD_ROWS = 4_096;

interface Tools {
  readonly tf: typeof Core;
  readonly layers: typeof Layers;
}

/**
 * Fits dense layers with TensorFlow.js: Adam, dropout, L2, early stopping on the validation loss. The same rows and seed give
 * the same weights on the same backend. Keeps its thread busy: serving calls `fitInWorker`.
 */
export async function fitNetwork(fit: FitNetwork, onEpoch: (epoch: Epoch) => void): Promise<FittedNetwork> {
  const { tf, layers, backend } = await openBackend(fit.backends);
  const tools = { tf, layers };
  const model = networkOf(tools, fit);
  model.compile({ optimizer: tf.train.adam(fit.rate), loss: 'binaryCrossentropy' });
  const [x, y] = tensorsOf(tools, fit.width, fit.train);
  const validation = fit.validation === null ? null : tensorsOf(tools, fit.width, fit.validation);
  const best = keepBest(model, fit, onEpoch);
  await model.fit(x, y, {
    epochs: fit.epochsMax,
    batchSize: fit.batchRows,
    shuffle: false,
    verbose: 0,
    yieldEvery: 'epoch',
    ...(validation && { validationData: [...validation] }),
    callbacks: { onEpochEnd: best.see },
  });
  const taken = best.taken();
  tf.tidy(() => model.setWeights(taken.map(({ values, shape }) => tf.tensor(values, shape))));
  const told = predict(tools, model, { width: fit.width, values: fit.train.values });
  tf.dispose([x, y, ...(validation ?? [])]);
  model.dispose();
  return { network: plainNetwork(fit.width, taken), backend, epochs: best.epochs, told };
}

function networkOf({ layers }: Tools, { width, hidden, dropout, l2, seed }: FitNetwork): Layers.Sequential {
  const model = layers.sequential();
  hidden.forEach((units, depth) => {
    model.add(
      layers.layers.dense({
        units,
        activation: 'relu',
        kernelInitializer: layers.initializers.heUniform({ seed: seed + depth }),
        kernelRegularizer: layers.regularizers.l2({ l2 }),
        ...(depth === 0 && { inputShape: [width] }),
      }),
    );
    if (dropout > 0) model.add(layers.layers.dropout({ rate: dropout, seed: seed + 100 + depth }));
  });
  model.add(
    layers.layers.dense({
      units: 1,
      activation: 'sigmoid',
      kernelInitializer:
        hidden.length === 0 ? 'zeros' : layers.initializers.glorotUniform({ seed: seed + 50 }),
      kernelRegularizer: layers.regularizers.l2({ l2 }),
      ...(hidden.length === 0 && { inputShape: [width] }),
    }),
  );
  return model;
}

function tensorsOf({ tf }: Tools, width: number, { values, labels }: LabelledRows) {
  return [tf.tensor2d(values, [labels.length, width]), tf.tensor2d(labels, [labels.length, 1])] as const;
}

interface Weights {
  readonly values: Float32Array;
  readonly shape: number[];
}

/** Remembers the weights of the best epoch, and stops when it lies too far back. Without validation the last is the best. */
function keepBest(model: Layers.Sequential, { patience }: FitNetwork, onEpoch: (epoch: Epoch) => void) {
  const epochs: Epoch[] = [];
  let best: { loss: number; epoch: number; weights: Weights[] } | undefined;
  return {
    epochs,
    see: async (epoch: number, logs?: Layers.Logs): Promise<void> => {
      const validationLoss = logs?.['val_loss'] === undefined ? null : Number(logs['val_loss']);
      const told = { number: epoch + 1, loss: Number(logs?.['loss']), validationLoss };
      epochs.push(told);
      onEpoch(told);
      if (best === undefined || validationLoss === null || validationLoss < best.loss - BETTER_BY) {
        const weights = model
          .getWeights()
          .map((one) => ({ values: Float32Array.from(one.dataSync()), shape: one.shape as number[] }));
        best = { loss: validationLoss ?? 0, epoch, weights };
      } else if (epoch - best.epoch >= patience) model.stopTraining = true;
    },
    taken: (): Weights[] => {
      if (best === undefined) throw new Error('the training ended before its first epoch');
      return best.weights;
    },
  };
}

function predict({ tf }: Tools, model: Layers.Sequential, rows: { width: number; values: Float32Array }) {
  return tf.tidy(() => {
    const count = Math.min(TOLD_ROWS, rows.values.length / rows.width);
    const some = rows.values.subarray(0, count * rows.width);
    const answer = model.predict(tf.tensor2d(some, [count, rows.width]), { batchSize: count });
    if (Array.isArray(answer)) throw new Error('a network has one output');
    return Float32Array.from(answer.dataSync());
  });
}

/** Kernel and bias take turns. */
function plainNetwork(width: number, weights: readonly Weights[]): Network {
  const layers = weights.flatMap((kernel, place) => {
    const bias = weights[place + 1];
    if (place % 2 === 1 || bias === undefined) return [];
    return [{ units: bias.values.length, weights: kernel.values, biases: bias.values }];
  });
  return { width, layers };
}
