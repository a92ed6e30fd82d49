import type { Tx } from '../../kernel/db/database.ts';
import type { GatewayEvent } from '../../kernel/db/tables.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { applyGatewayPayment } from '../payment/apply-gateway-payment.ts';
import { nextApplyMs } from '../payment/check-schedule.ts';
import { applyGatewayRefund } from '../refund/execute-refund.ts';
import type { StoredNotification } from './receive-notification.ts';
import { lockGatewayEvent, updateGatewayEvent } from './store.ts';

/** Understands one stored gateway event: its effect and its mark are one transaction, so it happens once. */
export async function applyGatewayEvent(deps: CheckoutDeps, event: GatewayEvent): Promise<void> {
  try {
    await deps.db.transact(async (tx) => {
      if (!(await lockGatewayEvent(tx, event.gatewayEventId))) return;
      const outcome = await applyContent(deps, tx, event);
      await updateGatewayEvent(tx, event.gatewayEventId, {
        status: outcome === 'nothing_new' || outcome === 'unknown_reference' ? 'ignored' : 'applied',
        outcome,
        attempts: event.attempts + 1,
        appliedAtMs: deps.clock.nowMs(),
        nextAttemptAtMs: null,
      });
      failpoint('gateway_event.before_commit');
      deps.meter
        .counter('tilltalk_gateway_events_total', 'Gateway events understood', ['gateway', 'outcome'])
        .inc({ gateway: event.gateway, outcome });
    });
  } catch (error) {
    await tryAgainLater(deps, event, error);
  }
}

async function applyContent(deps: CheckoutDeps, tx: Tx, event: GatewayEvent): Promise<string> {
  const { content } = JSON.parse(event.content) as StoredNotification;
  if (content.kind === 'payment') {
    const word = { gateway: event.gateway, payment: content.payment, source: 'notification' } as const;
    return applyGatewayPayment(deps, tx, word);
  }
  if (content.kind === 'refund') {
    const known = await applyGatewayRefund(deps, tx, { gateway: event.gateway, refund: content.refund });
    return known ? 'refund' : 'unknown_reference';
  }
  return 'nothing_new';
}

async function tryAgainLater(deps: CheckoutDeps, event: GatewayEvent, error: unknown): Promise<void> {
  const attempts = event.attempts + 1;
  const givenUp = attempts >= limits.gatewayEventAttemptsMax;
  deps.log.error(
    { error, gatewayEventId: event.gatewayEventId, attempts, givenUp },
    'a gateway event could not be applied',
  );
  await updateGatewayEvent(deps.db.query, event.gatewayEventId, {
    status: givenUp ? 'failed' : 'received',
    outcome: (error instanceof Error ? error.message : String(error)).slice(0, 300),
    attempts,
    appliedAtMs: null,
    nextAttemptAtMs: givenUp ? null : deps.clock.nowMs() + nextApplyMs(attempts),
  });
}
