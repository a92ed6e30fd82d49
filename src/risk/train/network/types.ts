import type { Network } from '../../model/network.ts';

/** Rows that are scaled and without gaps, one after another. */
export interface LabelledRows {
  readonly values: Float32Array;
  /** 1 for fraud. */
  readonly labels: Float32Array;
}

export interface FitNetwork {
  readonly width: number;
  readonly train: LabelledRows;
  /** For early stopping; null to train all epochs. */
  readonly validation: LabelledRows | null;
  /** Units of the hidden layers; none for a logistic regression. */
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly l2: number;
  readonly rate: number;
  readonly batchRows: number;
  readonly epochsMax: number;
  /** Epochs without a better validation loss before the best one is taken. */
  readonly patience: number;
  readonly seed: number;
  /** Of those that are there the first is taken. */
  readonly backends: readonly Backend[];
}

export const backends = ['tensorflow', 'wasm', 'cpu'] as const;
/** `tensorflow` is tfjs-node, which an operator may install beside us; `wasm` and `cpu` come with us. */
export type Backend = (typeof backends)[number];

export interface Epoch {
  /** From 1. */
  readonly number: number;
  readonly loss: number;
  /** Null without rows for validation. */
  readonly validationLoss: number | null;
}

export interface FittedNetwork {
  readonly network: Network;
  readonly backend: Backend;
  readonly epochs: readonly Epoch[];
  /** Probabilities that TensorFlow.js computes for the first rows of the training: the truth of parity vectors. */
  readonly told: Float32Array;
}
