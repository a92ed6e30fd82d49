import type { Queries, Tx } from '../../kernel/db/database.ts';
import { makeWebhookSecret } from '../../kernel/webhook/sign-webhook.ts';
import type { WebhookDeps } from './deps.ts';

type SecretDeps = Pick<WebhookDeps, 'clock' | 'newId' | 'seal'>;

/** Makes a secret for an endpoint; its text is returned and otherwise kept sealed only. */
export async function addSecret(deps: SecretDeps, tx: Tx, endpointId: string): Promise<string> {
  const secretId = deps.newId('whs');
  const secret = makeWebhookSecret();
  await tx
    .insertInto('webhook_secret')
    .values({
      secretId,
      endpointId,
      sealed: deps.seal.seal(secret, secretId),
      createdAtMs: deps.clock.wallMs(),
      expiresAtMs: null,
    })
    .execute();
  return secret;
}

/** The newest secret goes on until `endsAtMs`, any other ends now: never more than two sign beside the next one's. */
export async function endSecrets(
  deps: SecretDeps,
  tx: Tx,
  { endpointId, endsAtMs }: { endpointId: string; endsAtMs: number },
): Promise<void> {
  const nowMs = deps.clock.wallMs();
  const live = await findLive(tx, { endpointId, nowMs });
  for (const [place, { secretId, expiresAtMs }] of live.entries()) {
    const end = place === 0 ? Math.min(expiresAtMs ?? Number.POSITIVE_INFINITY, endsAtMs) : nowMs;
    await tx
      .updateTable('webhook_secret')
      .set({ expiresAtMs: end })
      .where('secretId', '=', secretId)
      .execute();
  }
}

/** The secrets that sign now, the newest first. */
export async function liveSecrets(
  deps: SecretDeps & Pick<WebhookDeps, 'db'>,
  endpointId: string,
): Promise<string[]> {
  const live = await findLive(deps.db.query, { endpointId, nowMs: deps.clock.wallMs() });
  return live.map(({ secretId, sealed }) => deps.seal.open(sealed, secretId));
}

function findLive(db: Queries, { endpointId, nowMs }: { endpointId: string; nowMs: number }) {
  return db
    .selectFrom('webhook_secret')
    .selectAll()
    .where('endpointId', '=', endpointId)
    .where((eb) => eb.or([eb('expiresAtMs', 'is', null), eb('expiresAtMs', '>', nowMs)]))
    .orderBy('secretId', 'desc')
    .execute();
}
