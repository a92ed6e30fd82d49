import type { Epoch } from './network/types.ts';

/** What a training tells on its way. */
export type TrainProgress =
  | { readonly presses: number }
  | { readonly family: string; readonly epoch: Epoch }
  | { readonly family: string; readonly validationLoss: number; readonly validationAveragePrecision: number };
