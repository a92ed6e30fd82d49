import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { MODEL_FILE } from './risk.testing.ts';

/** Runs a program in a Node of its own and returns which TensorFlow.js files it had loaded at its end. */
function tensorFlowLoadedBy(program: string): string[] {
  const listing = `
    const { createRequire } = await import('node:module');
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@tensorflow'));
    process.stdout.write(JSON.stringify(loaded));
  `;
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', `${program}\n${listing}`],
    { encoding: 'utf8' },
  );
  return JSON.parse(output) as string[];
}

describe('serving', () => {
  it('never loads TensorFlow.js: not by the door of risk, nor by loading and using a model', () => {
    const loaded = tensorFlowLoadedBy(`
      const { loadModel } = await import('./src/risk/index.ts');
      const { score } = await import('./src/risk/model/model.ts');
      const model = loadModel('${MODEL_FILE}');
      if (!(score(model, new Float64Array(model.means.length)) > 0)) throw new Error('no score');
    `);
    expect(loaded).toEqual([]);
  });

  it('never loads TensorFlow.js when the whole server is composed from its sources', () => {
    expect(tensorFlowLoadedBy("await import('./src/app/index.ts');")).toEqual([]);
  });

  it('would be seen to: the thread that trains does load it', () => {
    const loaded = tensorFlowLoadedBy(`
      const { fitNetwork } = await import('./src/risk/train/network/fit-network.ts');
      const rows = { values: Float32Array.of(0, 1), labels: Float32Array.of(0, 1) };
      const options = { hidden: [], dropout: 0, l2: 0, rate: 0.1, batchRows: 2, epochsMax: 1, patience: 1, seed: 1 };
      await fitNetwork({ width: 1, train: rows, validation: null, ...options, backends: ['cpu'] }, () => {});
    `);
    expect(loaded.length).toBeGreaterThan(0);
  });
});
