import { readFileSync } from 'node:fs';
import type { Log } from '../../kernel/log.ts';
import type { RiskModel } from './model.ts';
import { ModelRefused, readModel } from './model-artifact.ts';

/** The model in `file`. Throws `ModelRefused` when it is missing, changed, of other features, or computes otherwise. */
export function loadModel(file: string): RiskModel {
  return readModel(readBytes(file));
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new ModelRefused(`${file} cannot be read`, { cause });
  }
}

/** The model, or null with a line in the log: payments go on by rules alone, and each is counted as degraded. */
export function loadModelOrNone(deps: { log: Log }, file: string): RiskModel | null {
  try {
    return loadModel(file);
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    deps.log.error({ error, file }, 'the risk model is not used: rules alone decide');
    return null;
  }
}
