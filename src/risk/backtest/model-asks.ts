import { silentLog } from '../../kernel/log.ts';
import { askModel } from '../decide/ask-model.ts';
import { defaultPolicy } from '../decide/policy.ts';
import type { PricedAction } from '../decide/price.ts';
import { type Features, featureNames } from '../feature-shapes.ts';
import { loadModelOrNone } from '../model/load-model.ts';
import type { AskModel } from './world.ts';

/** What the model in a file asks for in a replay; null when it may not serve. */
export function modelAsks(file: string): AskModel | null {
  const model = loadModelOrNone({ log: silentLog() }, file);
  if (model === null) return null;
  // Two worlds ask one after the other, and mostly of the same.
  let last: { readonly features: Features; readonly asks: PricedAction } | undefined;
  return (features) => {
    if (last === undefined || !isSame(last.features, features))
      last = { features, asks: askModel(model, features, defaultPolicy.pricing).asks };
    return last.asks;
  };
}

function isSame(one: Features, other: Features): boolean {
  if (one === other) return true;
  for (const name of featureNames) if (one[name] !== other[name]) return false;
  return true;
}
