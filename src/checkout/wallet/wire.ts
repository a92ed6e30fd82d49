import { z } from 'zod';
import { TopUpView } from '../wire.ts';

const AmountMinor = z.number().int().min(0);

/** A learner's wallet: what is in it, when bonus ends, and what it can be topped up with. */
export const WalletView = z.object({
  balances: z.array(
    z.object({
      currency: z.string(),
      /** Free to be spent. */
      paidMinor: AmountMinor,
      bonusMinor: AmountMinor,
      /** Reserved for payments and refunds under way. */
      heldMinor: AmountMinor,
    }),
  ),
  /** What there is by top-up, the newest first. */
  lots: z.array(
    z.object({
      lotId: z.string(),
      kind: z.enum(['paid', 'bonus']),
      currency: z.string(),
      remainingMinor: AmountMinor,
      heldMinor: AmountMinor,
      expiresAtMs: z.number().int().nullable(),
    }),
  ),
  packages: z.array(TopUpView.extend({ currency: z.string() })),
});
export type WalletView = z.infer<typeof WalletView>;
