import { z } from 'zod';

const AmountMinor = z.number().int();

/** Asks money back for a payment: an amount, whole lines, or neither for all that is left. */
export const HostRefundBody = z
  .strictObject({
    amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    orderLineIds: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
    /** Why; kept with the refund, and told to some gateways. */
    reason: z.string().trim().min(1).max(120),
  })
  .refine((body) => body.amountMinor === undefined || body.orderLineIds === undefined, {
    error: 'give either amountMinor or orderLineIds',
  });
export type HostRefundBody = z.infer<typeof HostRefundBody>;

/** What a person did about a refund that no gateway can carry out. */
export const ResolveRefundBody = z.strictObject({
  /** `returned`: the learner has the money by another way. `abandoned`: nothing goes back. */
  outcome: z.enum(['returned', 'abandoned']),
  note: z.string().trim().min(1).max(300),
});
export type ResolveRefundBody = z.infer<typeof ResolveRefundBody>;

export const HostRefundView = z.object({
  refundId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  kind: z.enum(['order', 'surplus']),
  status: z.enum(['created', 'pending', 'unknown', 'succeeded', 'failed', 'manual']),
  currency: z.string(),
  amountMinor: AmountMinor,
  reason: z.string(),
  requestedBy: z.enum(['system', 'learner', 'agent', 'host']),
  /** Why it needs a person, or did not happen. */
  failureCode: z.string().nullable(),
  resolutionNote: z.string().nullable(),
  /** Its shares in the lines of the order; none for a surplus. */
  lines: z.array(z.object({ orderLineId: z.string(), amountMinor: AmountMinor, taxMinor: AmountMinor })),
  createdAtMs: z.number().int(),
  succeededAtMs: z.number().int().nullable(),
});
export type HostRefundView = z.infer<typeof HostRefundView>;

/** One wish: a refund for each way its money goes back, the gateway's first. */
export const HostRefundAnswer = z.object({ amountMinor: AmountMinor, refunds: z.array(HostRefundView) });
export type HostRefundAnswer = z.infer<typeof HostRefundAnswer>;
