import { z } from 'zod';
import type { Charge } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { SandboxError } from './errors.ts';
import { findChargeByReference, settleCharge } from './settle-charge.ts';

export const CaptureBody = z.strictObject({
  amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type CaptureBody = z.infer<typeof CaptureBody>;

/**
 * Takes what a charge has reserved, or less, and then the rest is released; one that has ended comes back as it is, so a
 * repeated call is harmless.
 * Throws `charge_not_found`, `charge_not_authorized`, `capture_amount_mismatch`, `currency_mismatch`.
 */
export function captureCharge(
  deps: SandboxDeps,
  { reference, body }: { reference: string; body: CaptureBody },
): Charge {
  const charge = findChargeByReference(deps, reference);
  if (charge.status === 'pending' || charge.status === 'processing')
    throw new SandboxError('charge_not_authorized');
  if (charge.status !== 'authorized') return charge;
  if (charge.currency !== body.currency) throw new SandboxError('currency_mismatch');
  if (charge.amountMinor < body.amountMinor) throw new SandboxError('capture_amount_mismatch');
  const part = { amountMinor: body.amountMinor, authorizedAmountMinor: charge.amountMinor };
  const isPart = body.amountMinor < charge.amountMinor;
  return settleCharge(deps, charge, { status: 'succeeded', ...(isPart ? part : {}) });
}
