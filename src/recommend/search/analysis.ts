import { createTermTable } from '../text/term-table.ts';
import type { Analysis } from './document-terms.ts';
import { createHintFinder } from './hints.ts';
import type { Segmenter } from './tokens.ts';
import { createTopicFinder } from './topics.ts';
import { createTranslate } from './translate.ts';

/** Prepares reading products and questions; the segmenter learns the names of topics as words. */
export function createAnalysis(segmenter: Segmenter): Analysis {
  const topics = createTopicFinder(segmenter);
  return {
    segmenter,
    topics,
    hints: createHintFinder(topics.topics),
    translate: createTranslate(createTermTable()),
  };
}
