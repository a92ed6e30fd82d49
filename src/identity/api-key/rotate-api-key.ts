import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { addApiKey } from './create-api-key.ts';
import type { ApiKeyDeps } from './deps.ts';
import { lockApiKey, updateApiKey, viewOfKey } from './store.ts';
import type { NewApiKey } from './types.ts';

export interface RotateApiKey {
  readonly keyId: string;
  /** How long the old key goes on working beside the new one, in ms. */
  readonly overlapMs: number;
  readonly actor: string;
}

/**
 * Makes a key that may do the same and gives the old one its end. Throws `not_found` for a key that does not exist,
 * is revoked or has ended.
 */
export function rotateApiKey(deps: ApiKeyDeps, command: RotateApiKey): Promise<NewApiKey> {
  const { keyId, overlapMs, actor } = command;
  return deps.db.transact(async (tx) => {
    const nowMs = deps.clock.wallMs();
    const old = await lockApiKey(tx, { keyId, livemode: deps.livemode });
    const isLive = old?.revokedAtMs === null && (old.expiresAtMs ?? Number.POSITIVE_INFINITY) > nowMs;
    if (old === undefined || !isLive) throw new DomainError(kernelErrors.not_found);
    const endsAtMs = Math.min(old.expiresAtMs ?? Number.POSITIVE_INFINITY, nowMs + overlapMs);
    // A key that was made for a time is made anew for as long.
    const expiresAtMs = old.expiresAtMs === null ? null : nowMs + (old.expiresAtMs - old.createdAtMs);
    await updateApiKey(tx, keyId, { expiresAtMs: endsAtMs });
    await appendAudit(deps, tx, {
      action: 'api_key.rotated',
      actor,
      subjectId: keyId,
      detail: { endsAtMs, livemode: deps.livemode },
    });
    const { name, scopes, requestsPerMinute } = viewOfKey(old);
    return addApiKey(deps, tx, { name, scopes, requestsPerMinute, expiresAtMs, actor, replacesKeyId: keyId });
  });
}
