import type { Features } from '../feature-shapes.ts';
import type { Facts } from '../rules/rule-fields.ts';
import type { JudgePayment } from '../types.ts';

/** What rules are asked about: features, how it is paid, and what lists say. */
export function factsOf(
  { method, surface, currency, amountMinor }: JudgePayment,
  features: Features,
  lists: { readonly onBlockList: boolean; readonly onAllowList: boolean },
): Facts {
  return { ...features, ...lists, method: method ?? 'wallet', surface, currency, amountMinor };
}
