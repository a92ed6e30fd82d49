import { Worker } from 'node:worker_threads';
import type { Epoch, FitNetwork, FittedNetwork } from './types.ts';

type Told = { readonly epoch: Epoch } | { readonly fitted: FittedNetwork };

/** Fits a network in a thread of its own, so that who called can go on serving. */
export function fitInWorker(
  fit: FitNetwork,
  onEpoch: (epoch: Epoch) => void = () => {},
): Promise<FittedNetwork> {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(isSource ? './network-worker.ts' : './network-worker.js', import.meta.url);
  const worker = new Worker(file, { workerData: fit, ...(isSource && { execArgv: ['--import', 'tsx'] }) });
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if ('epoch' in told) onEpoch(told.epoch);
      else resolve(told.fitted);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the training ended with ${code} and no network`)));
  });
}
