import {
  hashText,
  learnVocabulary,
  readText,
  type Segmenter,
  trainLinear,
  type Views,
  vectorOf,
  viewsOf,
} from '../../../recommend/index.ts';
import type { Judge } from './intent-model.ts';

/** A line and what it wants. */
export interface Example {
  readonly text: string;
  readonly label: string;
  /** What else is known of the line, each a word of its own to learn from. */
  readonly hints?: readonly string[];
}

/** Keeps hints apart from the words of texts. */
const HINT_SALT = 13;

export interface TrainedIntents extends Judge {
  readonly labels: readonly string[];
}

/** Learns to tell the labels of examples apart. The same examples, order and seed give the same weights. */
export function trainIntents(
  segmenter: Segmenter,
  examples: readonly Example[],
  seed: number,
): TrainedIntents {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const places = new Map(labels.map((label, place) => [label, place]));
  const views = examples.map((example) => readViews(segmenter, example));
  const vocabulary = learnVocabulary(views);
  const lines = examples.map(({ label }, place) => ({
    label: places.get(label) ?? 0,
    vector: vectorOf(vocabulary, views[place] ?? { words: [], characters: [] }),
  }));
  const classifier = trainLinear(lines, {
    classCount: labels.length,
    placeCount: vocabulary.places.size,
    seed,
  });
  return { labels, vocabulary, classifier };
}

/** What a line is judged by. */
export function readViews(segmenter: Segmenter, { text, hints = [] }: Omit<Example, 'label'>): Views {
  const views = viewsOf(readText(segmenter, text), text);
  return hints.length === 0 ? views : { ...views, hints: hints.map((hint) => hashText(hint, HINT_SALT)) };
}
