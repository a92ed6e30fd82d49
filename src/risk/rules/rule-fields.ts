import { type FeatureName, featureNames } from '../feature-shapes.ts';

export type FieldType = 'number' | 'text' | 'flag';

/** What is known of a press of pay by the names that rules use; null for what cannot be known. */
export type Facts = Readonly<Record<string, number | string | boolean | null | undefined>>;

/** Fields that are no features of the model: how it is paid, and what lists say of who pays. */
const otherFields = {
  method: 'text',
  surface: 'text',
  currency: 'text',
  amountMinor: 'number',
  /** A key of the press stands on the list of those to stop, or to let through. */
  onBlockList: 'flag',
  onAllowList: 'flag',
} as const satisfies Readonly<Record<string, FieldType>>;

/** Every field that a rule may use, with its type. Numbers are doubles of CEL. */
export const ruleFields: Readonly<Record<string, FieldType>> = {
  ...(Object.fromEntries(featureNames.map((name) => [name, 'number'])) as Record<FeatureName, FieldType>),
  ...otherFields,
};
