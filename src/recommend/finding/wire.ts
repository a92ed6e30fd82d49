import { z } from 'zod';
import { ProductKind } from '../../checkout/wire.ts';
import { RecommendationStrategy, Relaxation } from '../wire.ts';

/** Why a product that the words find is not shown. */
export const Removal = z.enum([
  'not_on_sale',
  'no_price',
  'owned',
  'in_checkout',
  'kind',
  'shown_before',
  'topic',
  /** As many have bought it as may. */
  'full',
  /** It is not sold where who asks is … */
  'region',
  /** … or is for older people. */
  'age',
  /** It only touches the question, and others are about it. */
  'only_touches',
  /** Its text answers too little of the question. */
  'too_little',
  /** Others answer it far better. */
  'far_below_best',
  /** It does not meet `wishes`, and others do. */
  'wish',
  /** It could be shown, but the places are taken. */
  'waits',
  /** Another language of it, or something very like it, is shown. */
  'variety',
]);
export type Removal = z.infer<typeof Removal>;

/** What question and product share. */
export const FoundBy = z.object({
  /** The words of the question. */
  surface: z.string(),
  /** The topic that joins them, in both languages; null when it is the word itself. */
  topic: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** True: in title, tags or creator. */
  isInHead: z.boolean(),
});
export type FoundBy = z.infer<typeof FoundBy>;

/** What each source says for a product; they are multiplied together. */
export const FindingScores = z.object({
  /** BM25 over title, tags, creator and description. */
  text: z.number(),
  /** How much of the question the product answers, 0 to 1. */
  share: z.number(),
  /** The same by title, tags and creator alone. */
  headShare: z.number(),
  /** How well it suits what this learner took, by items taken together or after each other, 0 to 1. */
  taste: z.number(),
  /** How many took it, 0 to 1; orders mixed lists only. */
  popularity: z.number(),
  total: z.number(),
});
export type FindingScores = z.infer<typeof FindingScores>;

export const FoundProduct = z.object({
  productId: z.string(),
  title: z.string(),
  kind: ProductKind,
  language: z.string(),
  scores: FindingScores,
  foundBy: z.array(FoundBy),
  /** From 1 for what is shown; null for what is not. */
  rank: z.number().int().nullable(),
  /** Null for what is shown. */
  removedBy: Removal.nullable(),
  /** With `wish`: those that it does not meet. */
  unmet: z.array(Relaxation),
});
export type FoundProduct = z.infer<typeof FoundProduct>;

export const FindingView = z.object({
  strategy: RecommendationStrategy,
  /** What was taken for the subject. */
  topic: z.string(),
  askedTopics: z.array(z.object({ zh: z.string(), en: z.string() })),
  /** Wishes that were given up, each with the sentence that is said. */
  relaxed: z.array(z.object({ wish: Relaxation, message: z.string() })),
  unmet: z.array(Relaxation),
  /** What is shown, as the cards have it. */
  shown: z.array(
    z.object({
      productId: z.string(),
      currency: z.string(),
      amountMinor: z.number().int().min(0),
      reason: z.string(),
    }),
  ),
  /** What is shown first, then what the words find and is not shown, best first. */
  candidates: z.array(FoundProduct),
});
export type FindingView = z.infer<typeof FindingView>;

/** A question that a product's own words make, and how it is answered. */
export const OwnQuestion = z.object({
  text: z.string(),
  from: z.enum(['title', 'tag', 'author', 'topic', 'series']),
  rank: z.number().int().nullable(),
  removedBy: Removal.nullable(),
  unmet: z.array(Relaxation),
});
export type OwnQuestion = z.infer<typeof OwnQuestion>;

export const OwnQuestions = z.object({ questions: z.array(OwnQuestion) });
export type OwnQuestions = z.infer<typeof OwnQuestions>;
