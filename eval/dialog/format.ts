import { z } from 'zod';

const Words = z.string().min(1).max(200);
const OneOrMore = z.union([Words, z.array(Words).min(1)]).transform((given) => [given].flat());
/** `id:language` of the catalogue file, as in `python-from-zero:zh`. */
const ProductIds = z.array(Words).min(1);
const Language = z.enum(['zh', 'en']);
const Kind = z.enum(['course', 'column', 'ebook']);
const Level = z.enum(['beginner', 'intermediate', 'advanced', 'all']);

/** What every product that is shown has to be. */
const Only = z.strictObject({
  kinds: z.array(Kind).optional(),
  notKinds: z.array(Kind).optional(),
  languages: z.array(Language).optional(),
  /** A product of every level, or of none, fits any. */
  levels: z.array(Level).optional(),
  /** No price above this; a plain decimal. */
  ceiling: z.strictObject({ amount: z.string(), currency: z.string() }).optional(),
  /** No price below this. */
  floor: z.strictObject({ amount: z.string(), currency: z.string() }).optional(),
});

/** The outcome that one answer has to reach. Everything given has to be true; wordings are not judged. */
export const Expectation = z.strictObject({
  /** The intent that the turn was answered by, or one of several. */
  intent: OneOrMore.optional(),
  /** Of the answer. */
  language: Language.optional(),
  products: z
    .strictObject({
      /** One of these among the first three: the right product. */
      anyOf: ProductIds.optional(),
      allOf: ProductIds.optional(),
      noneOf: ProductIds.optional(),
      only: Only.optional(),
      min: z.int().optional(),
      max: z.int().optional(),
      /** Costs less than everything in the conversation's last list, or is its cheapest again when nothing does. */
      cheaperThanBefore: z.literal(true).optional(),
      /** Nothing that the conversation's last list showed. */
      newOnes: z.literal(true).optional(),
    })
    .optional(),
  /** Exactly this product is offered to be bought. */
  offers: Words.optional(),
  /** The place, from 1, in the last list of several that the one product shown had there. */
  place: z.int().optional(),
  cards: z.array(z.string()).optional(),
  noCards: z.array(z.string()).optional(),
  /** Orders by the names of `past` that the answer shows or names; those left out of it must not be there. */
  orders: z.array(Words).optional(),
  refund: z
    .strictObject({
      /** Orders by their names that can be given back by a press. */
      offered: z.array(Words).optional(),
      /** A reason code of the refund policy that is told. */
      refused: Words.optional(),
    })
    .optional(),
  /** True: the thread goes to a person. False: it stays with the bot. */
  handoff: z.boolean().optional(),
  /** The view of the learner's own account that a button of the answer opens. */
  opens: z.enum(['orders', 'invoice', 'privacy']).optional(),
  /** Facts that stand in the text: codes, numbers, titles, amounts. */
  says: z.array(Words).optional(),
  saysOneOf: z.array(Words).optional(),
  saysNone: z.array(Words).optional(),
  /** True: taps are offered. */
  taps: z.literal(true).optional(),
});
export type Expectation = z.infer<typeof Expectation>;

/** Something that truly happened before the conversation, through the till and its gateway. */
export const PastOrder = z.strictObject({
  /** By which `orders` and `refund` speak of it. */
  name: Words,
  product: Words,
  currency: z.string().default('CNY'),
  outcome: z
    .enum(['paid', 'declined', 'no_money', 'challenge_failed', 'pending', 'refunded'])
    .default('paid'),
  /** The host platform reported that it was opened. */
  opened: z.boolean().default(false),
  daysAgo: z.number().min(0).default(0),
});
export type PastOrder = z.infer<typeof PastOrder>;

export const Dialog = z.strictObject({
  id: Words,
  /** Of the widget. */
  language: Language,
  about: z.string().optional(),
  past: z.array(PastOrder).default([]),
  /** Codes that exist, with what each gives. */
  coupons: z
    .array(
      z.strictObject({
        code: Words,
        percentOff: z.int().optional(),
        amountsOff: z.record(z.string(), z.int()).optional(),
        endsInDays: z.number().optional(),
      }),
    )
    .default([]),
  /** A package of the demo's top-ups that was paid before. */
  toppedUp: z.string().optional(),
  turns: z
    .array(z.strictObject({ say: z.string().min(1).max(4000), expect: Expectation.default({}) }))
    .min(1),
});
export type Dialog = z.infer<typeof Dialog>;

export const DialogFile = z.strictObject({ conversations: z.array(Dialog).min(1) });
