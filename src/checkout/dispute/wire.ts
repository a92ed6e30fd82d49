import { z } from 'zod';

/** A payer's bank or wallet contests a payment. */
export const DisputeView = z.object({
  disputeId: z.string(),
  gateway: z.string(),
  gatewayDisputeId: z.string(),
  status: z.enum(['opened', 'won', 'lost']),
  currency: z.string(),
  amountMinor: z.number().int(),
  /** In the gateway's own words. */
  reason: z.string(),
  evidenceDueAtMs: z.number().int().nullable(),
  openedAtMs: z.number().int(),
  closedAtMs: z.number().int().nullable(),
});
export type DisputeView = z.infer<typeof DisputeView>;
