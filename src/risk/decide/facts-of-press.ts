import { type Features, featureNames } from '../feature-shapes.ts';
import { type Facts, ruleFields } from '../rules/rule-fields.ts';
import type { JudgePayment } from '../types.ts';

const facts: Record<string, Facts[string]> = Object.fromEntries(
  Object.keys(ruleFields).map((name) => [name, null]),
);

/**
 * What rules are asked about: features, how it is paid, and what lists say. The same object every time, written anew: it
 * is read within the same judgement, and making one of forty fields for each press costs more than all the rules.
 */
export function factsOf(
  { method, surface, currency, amountMinor }: JudgePayment,
  features: Features,
  { onBlockList, onAllowList }: { readonly onBlockList: boolean; readonly onAllowList: boolean },
): Facts {
  for (const name of featureNames) facts[name] = features[name];
  facts['method'] = method ?? 'wallet';
  facts['surface'] = surface;
  facts['currency'] = currency;
  facts['amountMinor'] = amountMinor;
  facts['onBlockList'] = onBlockList;
  facts['onAllowList'] = onAllowList;
  return facts;
}
