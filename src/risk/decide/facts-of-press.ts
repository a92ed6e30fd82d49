import type { Features } from '../feature-shapes.ts';
import type { Facts } from '../rules/rule-fields.ts';
import type { JudgePayment } from '../types.ts';

/** What rules are asked about: features, how it is paid, and what lists say. */
export function factsOf(
  { method, surface, currency, amountMinor }: JudgePayment,
  features: Features,
  { onBlockList, onAllowList }: { readonly onBlockList: boolean; readonly onAllowList: boolean },
): Facts {
  // The features stand behind it rather than being copied: there are many, and rules ask for few.
  const facts = Object.create(features) as Record<string, Facts[string]>;
  facts['method'] = method ?? 'wallet';
  facts['surface'] = surface;
  facts['currency'] = currency;
  facts['amountMinor'] = amountMinor;
  facts['onBlockList'] = onBlockList;
  facts['onAllowList'] = onAllowList;
  return facts;
}
