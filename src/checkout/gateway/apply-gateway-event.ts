import type { Tx } from '../../kernel/db/database.ts';
import { failpoint } from '../../kernel/failpoint.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import { applyComplaint } from '../complaint/apply-complaint.ts';
import type { CheckoutDeps } from '../deps.ts';
import { applyGatewayDispute } from '../dispute/apply-gateway-dispute.ts';
import { applyGatewayPayment } from '../payment/apply-gateway-payment.ts';
import { nextApplyMs } from '../payment/check-schedule.ts';
import { applyGatewayRefund } from '../refund/execute-refund.ts';
import { completeContent } from './complete-content.ts';
import { gatewayEventTransitions, type StoredNotification } from './gateway-event.ts';
import { GIVEN_UP_AT_MS, lockGatewayEvent, updateGatewayEvent, type WaitingEvent } from './store.ts';

/** Understands one stored gateway event: its effect and its mark are one transaction, so it happens once. */
export async function applyGatewayEvent(deps: CheckoutDeps, event: WaitingEvent): Promise<void> {
  try {
    const content = await completeContent(deps, event);
    await deps.db.transact(async (tx) => {
      if (!(await lockGatewayEvent(tx, event.gatewayEventId))) return;
      const outcome = await applyContent(deps, tx, { event, content });
      await updateGatewayEvent(tx, event.gatewayEventId, {
        ...whatCameOf(event, outcome),
        attempts: event.attempts + 1,
        appliedAtMs: event.appliedAtMs ?? deps.clock.nowMs(),
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

/** Applied once more it changes nothing, and what it changed the first time stays on record. */
function whatCameOf(event: WaitingEvent, outcome: string): { status: string; outcome: string } {
  const isRepeat = event.appliedAtMs !== null && outcome === 'nothing_new';
  const first = isRepeat ? (event.outcome ?? outcome) : outcome;
  const isNews = first !== 'nothing_new' && first !== 'unknown_reference';
  const status = transition(gatewayEventTransitions, 'received', isNews ? 'applied' : 'ignored');
  return { status, outcome: first };
}

interface Understood {
  readonly event: WaitingEvent;
  readonly content: StoredNotification['content'];
}

async function applyContent(deps: CheckoutDeps, tx: Tx, { event, content }: Understood): Promise<string> {
  if (content.kind === 'payment') {
    const word = { gateway: event.gateway, payment: content.payment, source: 'notification' } as const;
    return applyGatewayPayment(deps, tx, word);
  }
  if (content.kind === 'refund') {
    const known = await applyGatewayRefund(deps, tx, { gateway: event.gateway, refund: content.refund });
    return known ? 'refund' : 'unknown_reference';
  }
  if (content.kind === 'dispute')
    return applyGatewayDispute(deps, tx, { gateway: event.gateway, dispute: content.dispute });
  if (content.kind === 'complaint') {
    const { gateway, occurredAtMs: toldAtMs } = event;
    return applyComplaint(deps, tx, { gateway, complaint: content.complaint, toldAtMs });
  }
  return 'nothing_new';
}

async function tryAgainLater(deps: CheckoutDeps, event: WaitingEvent, error: unknown): Promise<void> {
  const attempts = event.attempts + 1;
  const givenUp = attempts >= limits.gatewayEventAttemptsMax;
  deps.log.error(
    { error, gatewayEventId: event.gatewayEventId, attempts, givenUp },
    'a gateway event could not be applied',
  );
  await updateGatewayEvent(deps.db.query, event.gatewayEventId, {
    status: transition(gatewayEventTransitions, 'received', givenUp ? 'failed' : 'received'),
    outcome: event.appliedAtMs === null ? messageOf(error) : event.outcome,
    attempts,
    appliedAtMs: event.appliedAtMs,
    nextAttemptAtMs: givenUp ? GIVEN_UP_AT_MS : deps.clock.nowMs() + nextApplyMs(attempts),
  });
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
