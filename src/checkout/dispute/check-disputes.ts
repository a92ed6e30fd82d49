import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findAttempt } from '../payment/store.ts';
import { queryDisputes } from './query-disputes.ts';
import { type Dispute, findOpenDisputes } from './store.ts';

/**
 * Asks the gateways how their open disputes stand: a bank decides after weeks, and the news of it can be lost. Gateways
 * that cannot be asked are left out.
 */
export async function checkDisputes(deps: CheckoutDeps): Promise<void> {
  const askable = deps.gateways.filter(({ queryDisputes: ask }) => ask !== undefined);
  const gateways = askable.map(({ name }) => name);
  const limit = limits.gatewayCallsAtOnceMax;
  let after: Dispute | undefined;
  for (;;) {
    const open = await findOpenDisputes(deps.db.query, { gateways, after, limit });
    await Promise.all(open.map((dispute) => check(deps, dispute)));
    after = open.at(-1);
    if (open.length < limit) return;
  }
}

async function check(deps: CheckoutDeps, { disputeId, attemptId }: Dispute): Promise<void> {
  try {
    const attempt = await findAttempt(deps.db.query, attemptId);
    if (attempt === undefined) throw new Error(`dispute ${disputeId} has no attempt`);
    const reason = await queryDisputes(deps, attempt);
    if (reason !== null) deps.log.warn({ disputeId, reason }, 'a dispute could not be asked about');
  } catch (error) {
    deps.log.error({ error, disputeId }, 'a dispute could not be checked');
  }
}
