import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { transition } from '../../kernel/state-machine.ts';
import { queueMissed } from './catch-up.ts';
import type { WebhookDeps } from './deps.ts';
import { endpointTransitions } from './endpoint.ts';
import { addSecret, endSecrets } from './secrets.ts';
import { findLastPosition, lockEndpoint, restartLine, updateEndpoint, viewOfEndpoint } from './store.ts';
import type { Endpoint } from './types.ts';
import type { EndpointView, EndpointWithSecret } from './wire.ts';

interface ChangeEndpoint {
  readonly endpointId: string;
  /** Who does it, for the audit chain. */
  readonly actor: string;
}

/** Tells an endpoint nothing more until it is enabled. Throws `not_found`. */
export async function disableEndpoint(deps: WebhookDeps, command: ChangeEndpoint): Promise<EndpointView> {
  const disabled = await deps.db.transact(async (tx) => {
    const endpoint = await lock(deps, tx, command.endpointId);
    if (endpoint.status === 'disabled') return endpoint;
    const status = transition(endpointTransitions, endpoint.status, 'disabled');
    const change = { status, disabledReason: 'by_hand' } as const;
    await updateEndpoint(tx, endpoint.endpointId, { ...change, updatedAtMs: deps.clock.wallMs() });
    await audit(deps, tx, { ...command, action: 'disabled' });
    return { ...endpoint, ...change };
  });
  deps.book.forget();
  return viewOfEndpoint(disabled);
}

/**
 * Tells an endpoint again: what waited begins anew, in its order, and what happened meanwhile is queued behind it.
 * Throws `not_found`.
 */
export async function enableEndpoint(deps: WebhookDeps, command: ChangeEndpoint): Promise<EndpointView> {
  const { endpointId } = command;
  // Read before it is enabled, so that no new event can hide the gap.
  const lastPosition = await findLastPosition(deps.db.query, endpointId);
  const { endpoint, wasDisabled } = await deps.db.transact(async (tx) => {
    const known = await lock(deps, tx, endpointId);
    if (known.status === 'enabled') return { endpoint: known, wasDisabled: false };
    const nowMs = deps.clock.wallMs();
    const status = transition(endpointTransitions, known.status, 'enabled');
    const change = { status, disabledReason: null, failuresInARow: 0 };
    await updateEndpoint(tx, endpointId, { ...change, updatedAtMs: nowMs });
    await restartLine(tx, endpointId, nowMs);
    await audit(deps, tx, { ...command, action: 'enabled' });
    return { endpoint: { ...known, ...change }, wasDisabled: true };
  });
  deps.book.forget();
  if (wasDisabled && lastPosition !== undefined) await queueMissed(deps, endpoint, lastPosition);
  deps.wakeDeliverer();
  return viewOfEndpoint(endpoint);
}

/** Gives an endpoint a new secret; the old one signs beside it for `overlapMs`. Throws `not_found`. */
export async function rotateSecret(
  deps: WebhookDeps,
  { overlapMs, ...command }: ChangeEndpoint & { readonly overlapMs: number },
): Promise<EndpointWithSecret> {
  return deps.db.transact(async (tx) => {
    const endpoint = await lock(deps, tx, command.endpointId);
    const endsAtMs = deps.clock.wallMs() + overlapMs;
    await endSecrets(deps, tx, { endpointId: endpoint.endpointId, endsAtMs });
    const secret = await addSecret(deps, tx, endpoint.endpointId);
    await audit(deps, tx, { ...command, action: 'secret_rotated' });
    return { ...viewOfEndpoint(endpoint), secret };
  });
}

async function lock(deps: WebhookDeps, tx: Tx, endpointId: string): Promise<Endpoint> {
  const endpoint = await lockEndpoint(tx, { endpointId, livemode: deps.livemode });
  if (endpoint === undefined) throw new DomainError(kernelErrors.not_found);
  return endpoint;
}

function audit(
  deps: WebhookDeps,
  tx: Tx,
  { action, actor, endpointId }: ChangeEndpoint & { readonly action: string },
): Promise<void> {
  return appendAudit(deps, tx, { action: `webhook_endpoint.${action}`, actor, subjectId: endpointId });
}
