import type { Charge } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { SandboxError } from './errors.ts';
import { findChargeByReference, settleCharge } from './settle-charge.ts';

/**
 * Closes a charge for its merchant, which gives a reservation back; one that is settled comes back as it is.
 * Throws `charge_not_found`, and `charge_processing` while the payer's submission is being decided.
 */
export function closeCharge(deps: SandboxDeps, reference: string): Charge {
  const charge = findChargeByReference(deps, reference);
  if (charge.status === 'processing') throw new SandboxError('charge_processing');
  if (charge.status !== 'pending' && charge.status !== 'authorized') return charge;
  return settleCharge(deps, charge, { status: 'closed', closeReason: 'merchant' });
}
