import type { FoundProduct } from '../../../src/recommend/finding/wire.ts';
import type { CatalogueKey } from './text.ts';

type Say = (key: CatalogueKey, values?: Record<string, string | number>) => string;

/** Why a product is not shown, in words. */
export function removalWords(
  { removedBy, unmet }: Pick<FoundProduct, 'removedBy' | 'unmet'>,
  say: Say,
): string {
  if (removedBy === null) return '';
  if (removedBy === 'kind') return say('kindOut');
  if (removedBy === 'topic') return say('topicOut');
  if (removedBy === 'wish') return say('wish', { wishes: unmet.map((one) => say(one)).join('、') });
  return say(removedBy);
}
