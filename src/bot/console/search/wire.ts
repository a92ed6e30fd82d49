import { z } from 'zod';
import { FoundOrder } from '../../../checkout/order/wire.ts';

/** `GET /search?text=`: one box for messages, names and orders; each part can be paged through alone. */
export const SearchQuery = z.strictObject({
  text: z.string().trim().min(1).max(80),
  /** Left out: the first of each. */
  in: z.enum(['messages', 'people', 'orders']).optional(),
  /** Of the part named by `in`. */
  cursor: z.string().min(1).max(64).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.input<typeof SearchQuery>;

export const FoundMessage = z.object({
  activityId: z.string(),
  conversationId: z.string(),
  seq: z.number().int(),
  sender: z.enum(['learner', 'bot', 'agent', 'system']),
  /** Masked. */
  learnerName: z.string().nullable(),
  /** Around the first place that was found. */
  excerpt: z.string(),
  /** Parts of the excerpt to mark: from, until. */
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
  createdAtMs: z.number().int(),
});
export type FoundMessage = z.infer<typeof FoundMessage>;

/** A learner by the beginning of their name, or by the host platform's id in full. */
export const FoundPerson = z.object({
  learnerId: z.string(),
  /** Masked. */
  learnerName: z.string().nullable(),
  /** Masked. */
  hostUserId: z.string().nullable(),
  isGuest: z.boolean(),
  /** Their newest thread that the caller may read; null without one. */
  conversationId: z.string().nullable(),
});
export type FoundPerson = z.infer<typeof FoundPerson>;

/** Newest first. A page may be short, or empty, and still have a next one. */
const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Parts that were not asked for are null. Names and host ids of orders are masked. */
export const SearchAnswer = z.object({
  messages: paged(FoundMessage).nullable(),
  people: paged(FoundPerson).nullable(),
  orders: paged(FoundOrder).nullable(),
  /** True while older messages are still being read into the index. */
  isIndexing: z.boolean(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
