import { silentLog } from '../../kernel/log.ts';
import { askModel } from '../decide/ask-model.ts';
import { defaultPolicy } from '../decide/policy.ts';
import { loadModelOrNone } from '../model/load-model.ts';
import type { AskModel } from './world.ts';

/** What the model in a file asks for in a replay; null when it may not serve. */
export function modelAsks(file: string): AskModel | null {
  const model = loadModelOrNone({ log: silentLog() }, file);
  return model === null ? null : (features) => askModel(model, features, defaultPolicy.pricing).asks;
}
