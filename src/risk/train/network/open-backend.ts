import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import type { Backend } from './types.ts';

/** tfjs-node is not among our dependencies: its install fetches a native library, and it fails on newer Node. */
const TFJS_NODE = '@tensorflow/tfjs-node';

const openers: Readonly<Record<Backend, (tf: typeof Core) => Promise<boolean>>> = {
  tensorflow: async (tf) => {
    await import(TFJS_NODE);
    return tf.setBackend('tensorflow');
  },
  wasm: async (tf) => {
    await import('@tensorflow/tfjs-backend-wasm');
    return tf.setBackend('wasm');
  },
  cpu: async (tf) => {
    await import('@tensorflow/tfjs-backend-cpu');
    return tf.setBackend('cpu');
  },
};

/** TensorFlow.js on the first of the backends that is there and starts. Loaded by training alone: no server comes this way. */
export async function openBackend(
  wanted: readonly Backend[],
): Promise<{ tf: typeof Core; layers: typeof Layers; backend: Backend }> {
  const tf = await import('@tensorflow/tfjs-core');
  const layers = await import('@tensorflow/tfjs-layers');
  // Else it greets on the console.
  tf.enableProdMode();
  for (const backend of wanted) if (await starts(tf, backend)) return { tf, layers, backend };
  throw new Error(`TensorFlow.js starts on none of ${wanted.join(', ')}`);
}

async function starts(tf: typeof Core, backend: Backend): Promise<boolean> {
  try {
    const started = await openers[backend](tf);
    await tf.ready();
    return started;
  } catch {
    return false;
  }
}
