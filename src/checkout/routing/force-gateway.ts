import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { updateForcedGateway } from './store.ts';

export interface ForceGateway {
  readonly checkoutId: string;
  /** Null gives the checkout back to the ladder. */
  readonly gateway: string | null;
  /** Who, for the audit: a pseudonym. */
  readonly actor: string;
}

/** Chooses the gateway of one checkout for its coming presses. False when there is no such checkout that is open. */
export async function forceGateway(
  deps: { readonly db: Database; readonly clock: Clock },
  { checkoutId, gateway, actor }: ForceGateway,
): Promise<boolean> {
  return deps.db.transact(async (tx) => {
    if (!(await updateForcedGateway(tx, { checkoutId, gateway }))) return false;
    const audit = { action: 'checkout.gateway_forced', actor, subjectId: checkoutId, detail: { gateway } };
    await appendAudit(deps, tx, audit);
    return true;
  });
}
