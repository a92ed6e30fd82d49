import { appendAudit } from '../../kernel/audit/append-audit.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { ApiKeyDeps } from './deps.ts';
import { lockApiKey, updateApiKey } from './store.ts';

/**
 * Ends a key for good, in every process within `limits.apiKeyCacheMs`. Revoking it again changes nothing. Throws
 * `not_found`.
 */
export async function revokeApiKey(
  deps: ApiKeyDeps,
  { keyId, actor }: { keyId: string; actor: string },
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const key = await lockApiKey(tx, { keyId, livemode: deps.livemode });
    if (key === undefined) throw new DomainError(kernelErrors.not_found);
    if (key.revokedAtMs !== null) return;
    await updateApiKey(tx, keyId, { revokedAtMs: deps.clock.wallMs() });
    await appendAudit(deps, tx, {
      action: 'api_key.revoked',
      actor,
      subjectId: keyId,
      detail: { livemode: deps.livemode },
    });
  });
}
