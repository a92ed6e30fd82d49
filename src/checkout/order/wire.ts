import { z } from 'zod';
import { OrderView } from '../wire.ts';

const Id = z.string().min(1).max(64);
const Instant = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const AmountMinor = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What staff or the host platform look for. Everything given must hold; newest first. */
export const OrderQuery = z
  .strictObject({
    /**
     * One box for all: a number (order, checkout, payment, ours or the gateway's), else words of which each stands
     * somewhere in a title, or the beginning of the learner's name.
     */
    text: z.string().trim().min(1).max(80).optional(),
    learnerId: Id.optional(),
    /** The host platform's id of the learner. */
    hostUserId: z.string().min(1).max(128).optional(),
    status: OrderView.shape.status.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    /** Bounds of the total, both included, in minor units of `currency`. */
    minMinor: AmountMinor.optional(),
    maxMinor: AmountMinor.optional(),
    /** Bounds of when it was ordered: from included, until excluded; ms since the epoch. */
    fromMs: Instant.optional(),
    untilMs: Instant.optional(),
    cursor: Id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  })
  .refine((query) => query.currency !== undefined || (query.minMinor ?? query.maxMinor) === undefined, {
    message: 'an amount needs its currency',
    path: ['currency'],
  });
export type OrderQuery = z.infer<typeof OrderQuery>;

/** An order as those see it who look after it. */
export const FoundOrder = z.object({
  ...OrderView.shape,
  learner: z.object({
    learnerId: z.string(),
    hostUserId: z.string().nullable(),
    displayName: z.string().nullable(),
  }),
  /** The newest attempt's way and numbers; null when nothing was asked of a gateway. */
  attempt: z
    .object({
      gateway: z.string(),
      method: z.string(),
      status: z.string(),
      gatewayReference: z.string(),
      gatewayPaymentId: z.string().nullable(),
    })
    .nullable(),
});
export type FoundOrder = z.infer<typeof FoundOrder>;

export const OrderPage = z.object({
  orders: z.array(FoundOrder),
  /**
   * Where the next page begins; null when there is nothing more. A page may be short, or empty, and still have a next
   * one: each looks through a bounded number of orders.
   */
  nextCursor: z.string().nullable(),
});
export type OrderPage = z.infer<typeof OrderPage>;
