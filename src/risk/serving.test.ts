import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { MODEL_FILE } from './risk.testing.ts';

/** What a Node of its own had loaded of TensorFlow.js once it served, and once it had trained. */
function tensorFlowLoaded(): { readonly serving: string[]; readonly training: string[] } {
  const program = `
    const { createRequire } = await import('node:module');
    const loaded = () =>
      Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@tensorflow'));
    await import('./src/app/index.ts');
    const { loadModel } = await import('./src/risk/index.ts');
    const { score } = await import('./src/risk/model/model.ts');
    const model = loadModel('${MODEL_FILE}');
    if (!(score(model, new Float64Array(model.means.length)) > 0)) throw new Error('no score');
    const serving = loaded();
    const { fitNetwork } = await import('./src/risk/train/network/fit-network.ts');
    const rows = { values: Float32Array.of(0, 1), labels: Float32Array.of(0, 1) };
    const options = { hidden: [], dropout: 0, l2: 0, rate: 0.1, batchRows: 2, epochsMax: 1, patience: 1, seed: 1 };
    await fitNetwork({ width: 1, train: rows, validation: null, ...options, backends: ['cpu'] }, () => {});
    process.stdout.write(JSON.stringify({ serving, training: loaded() }));
  `;
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    {
      encoding: 'utf8',
    },
  );
  return JSON.parse(output) as ReturnType<typeof tensorFlowLoaded>;
}

it('the whole server, and loading and using a model, never load TensorFlow.js; what trains does, so it would be seen', () => {
  const { serving, training } = tensorFlowLoaded();
  expect(serving).toEqual([]);
  expect(training.length).toBeGreaterThan(0);
}, 60_000);
