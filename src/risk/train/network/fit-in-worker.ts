import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Epoch, FitNetwork, FittedNetwork } from './types.ts';

type Told = { readonly epoch: Epoch } | { readonly fitted: FittedNetwork };

/** Fits a network in a thread of its own, so that who called can go on serving. */
export function fitInWorker(
  fit: FitNetwork,
  onEpoch: (epoch: Epoch) => void = () => {},
): Promise<FittedNetwork> {
  const worker = openWorker(fit);
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if ('epoch' in told) onEpoch(told.epoch);
      else resolve(told.fitted);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the training ended with ${code} and no network`)));
  });
}

/** Sources are run by tsx, which a thread does not take over from who starts it. */
function openWorker(fit: FitNetwork): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./network-worker.js', import.meta.url), { workerData: fit });
  const tsx = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs');
  const file = new URL('./network-worker.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(code, { eval: true, workerData: fit });
}
