import { parentPort, workerData } from 'node:worker_threads';
import { fitNetwork } from './fit-network.ts';
import type { FitNetwork } from './types.ts';

fitNetwork(workerData as FitNetwork, (epoch) => parentPort?.postMessage({ epoch })).then(
  (fitted) => parentPort?.postMessage({ fitted }),
  (error: unknown) => {
    throw error;
  },
);
