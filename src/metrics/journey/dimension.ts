import type { Dimension } from './wire.ts';

/** Names of the temporary tables that a question may need. */
export const ALLOWED = { facet: 'allowed_facet', content: 'allowed_content' } as const;
export const CODED = 'coded_value';

/** Whether a dimension is known by the product or by the circumstances. */
export function sideOf(dimension: Dimension): 'facet' | 'content' {
  return dimension === 'content' || dimension === 'kind' ? 'content' : 'facet';
}
