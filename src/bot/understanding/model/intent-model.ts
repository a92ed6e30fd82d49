import {
  type LinearClassifier,
  type NgramVocabulary,
  scoreClasses,
  type Views,
  vectorOf,
} from '../../../recommend/index.ts';

/** A classifier of what is said, ready to serve. */
export interface IntentModel {
  readonly version: string;
  /** In the order of the classifier's classes. */
  readonly labels: readonly string[];
  readonly vocabulary: NgramVocabulary;
  readonly classifier: LinearClassifier;
  /** Below this certainty the text is nothing the model knows: the stated operating point. */
  readonly rejectBelow: number;
  /** What turns certainty into the probability of being right: `slope` × certainty + `offset`, then logistic. */
  readonly slope: number;
  readonly offset: number;
}

export interface Judgement {
  /** Place of the best label. */
  readonly best: number;
  /** Place of the next best, the best's own when there is no other. */
  readonly second: number;
  /** How sure, in the classifier's own measure; compared with `rejectBelow`. */
  readonly certainty: number;
  readonly scores: Float32Array;
}

/** What the classifier needs to judge. */
export type Judge = Pick<IntentModel, 'vocabulary' | 'classifier'>;

/**
 * Scores a text against every label. Certain is what scores high and is said with known n-grams: the best score plus
 * the length of the known part.
 */
export function judge({ vocabulary, classifier }: Judge, views: Views): Judgement {
  const vector = vectorOf(vocabulary, views);
  const scores = new Float32Array(classifier.classCount);
  scoreClasses(classifier, vector, scores);
  const best = highestPlace(scores, -1);
  const second = scores.length > 1 ? highestPlace(scores, best) : best;
  return { best, second, certainty: (scores[best] ?? 0) + vector.length, scores };
}

function highestPlace(scores: Float32Array, except: number): number {
  let highest = -1;
  for (let at = 0; at < scores.length; at += 1) {
    if (at !== except && (highest < 0 || (scores[at] ?? 0) > (scores[highest] ?? 0))) highest = at;
  }
  return highest;
}

/** The probability that a judgement of this certainty is right, as the validation lines had it. */
export function confidenceOf({ slope, offset }: Pick<IntentModel, 'slope' | 'offset'>, certainty: number) {
  return 1 / (1 + Math.exp(-(slope * certainty + offset)));
}
