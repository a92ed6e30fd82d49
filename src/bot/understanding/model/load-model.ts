import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IntentModel } from './intent-model.ts';
import { ModelRefused, readModel } from './model-artifact.ts';

/** The artifact that `tilltalk nlu train` writes when no other file is said. */
export const INTENT_MODEL_FILE = fileURLToPath(
  new URL('../../../../demo/intents/model.bin', import.meta.url),
);

/** The sayings it is trained on when no other folder is said. */
export const EXAMPLES_FOLDER = dirname(INTENT_MODEL_FILE);

/** The model in `file`. Throws `ModelRefused` when it is missing, changed, or computes otherwise than it was trained. */
export function loadIntentModel(file: string): IntentModel {
  return readModel(readBytes(file));
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new ModelRefused(`${file} cannot be read`, { cause });
  }
}

let served: { readonly model: IntentModel | null; readonly refused: string | null } | undefined;

/**
 * The model of this process, read at first use; null with the reason when its artifact is refused: the tables alone
 * understand then.
 */
export function servedModel(): { readonly model: IntentModel | null; readonly refused: string | null } {
  served ??= tryLoad();
  return served;
}

function tryLoad() {
  try {
    return { model: loadIntentModel(INTENT_MODEL_FILE), refused: null };
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error;
    return { model: null, refused: error.message };
  }
}
