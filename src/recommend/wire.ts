import { z } from 'zod';
import { ProductKind, ProductLevel } from '../checkout/wire.ts';
import { Language, Surface } from '../identity/wire.ts';

const Currency = z.string().regex(/^[A-Z]{3}$/);

/** What a question asks for besides its subject. */
export const Slots = z.strictObject({
  /** The question without the words that the other slots were read from. */
  topic: z.string().max(4000),
  /** The language the content should be in; left out = the learner's own. */
  language: Language.optional(),
  /** At most this much; a plain decimal. Currency null = the learner did not say. */
  priceCeiling: z
    .strictObject({ amount: z.string().regex(/^\d{1,9}(\.\d{1,3})?$/), currency: Currency.nullable() })
    .optional(),
  /** At least this much. */
  priceFloor: z
    .strictObject({ amount: z.string().regex(/^\d{1,9}(\.\d{1,3})?$/), currency: Currency.nullable() })
    .optional(),
  level: ProductLevel.exclude(['all']).optional(),
  kind: ProductKind.optional(),
  excludedKinds: z.array(ProductKind).max(3).optional(),
  /** Subjects that are not wanted, in the learner's words. */
  excludedTopic: z.string().max(200).optional(),
  /** True: something short is preferred. */
  isBrief: z.literal(true).optional(),
  /** True: the ceiling is an amount that is meant about. */
  isAround: z.literal(true).optional(),
  /** True: only what costs nothing. */
  free: z.boolean().optional(),
});
export type Slots = z.infer<typeof Slots>;

/** Asks for products that fit a learner's words. */
export const RecommendBody = z.strictObject({
  text: z.string().min(1).max(4000),
  /** Left out: read from the text. */
  slots: Slots.optional(),
  language: Language,
  /** The currency prices are wanted in; left out = the language's usual one. */
  currency: Currency.optional(),
  surface: Surface,
  limit: z.number().int().min(1).max(6).default(3),
});
export type RecommendBody = z.infer<typeof RecommendBody>;

/** A wish that nothing on sale could meet and that was given up, in the order they are given up. */
export const Relaxation = z.enum(['level', 'kind', 'language', 'price']);
export type Relaxation = z.infer<typeof Relaxation>;

export const RecommendedProduct = z.object({
  impressionId: z.string(),
  productId: z.string(),
  title: z.string(),
  kind: ProductKind,
  language: z.string(),
  level: ProductLevel.nullable(),
  author: z.string().nullable(),
  durationMinutes: z.number().int().nullable(),
  description: z.string(),
  coverUrl: z.string().nullable(),
  url: z.string().nullable(),
  priceId: z.string(),
  amountMinor: z.number().int().min(0),
  currency: Currency,
  /** One line in the learner's language, from the evidence that chose the product. */
  reason: z.string(),
  /** From which age it is, in whole years; left out: any. */
  minAgeYears: z.number().int().optional(),
});
export type RecommendedProduct = z.infer<typeof RecommendedProduct>;

/**
 * `match`: the products are about what was asked. `near`: they only touch it. `browse`: nothing particular was
 * asked, the list is mixed. `none`: nothing fits and `items` is empty.
 */
export const RecommendationStrategy = z.enum(['match', 'near', 'browse', 'none']);
export type RecommendationStrategy = z.infer<typeof RecommendationStrategy>;

export const RecommendationView = z.object({
  recommendationId: z.string(),
  strategy: RecommendationStrategy,
  items: z.array(RecommendedProduct),
  /** Nothing on the subject meets these, and they are never given up; `items` is empty. */
  unmet: z.array(Relaxation),
  /** Wishes that were given up, each with the sentence to say. */
  relaxed: z.array(z.object({ wish: Relaxation, message: z.string() })),
  /** Asked for by name and not to be sold to this learner, each with the sentence to say. */
  withheld: z.array(
    z.object({ title: z.string(), why: z.enum(['region', 'age', 'full']), message: z.string() }),
  ),
});
export type RecommendationView = z.infer<typeof RecommendationView>;
