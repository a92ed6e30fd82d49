import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { WebhookDeps } from './deps.ts';

const FINISHED = ['delivered', 'failed'];

/**
 * Takes an erased learner out of what host platforms were told, before their id is forgotten. What still waits keeps
 * it, since only by the id they gave can they know whom it is about: `forgetFinished` takes it out after its end.
 */
export async function forgetRecipient(tx: Tx, learnerId: string): Promise<void> {
  const learner = await tx
    .selectFrom('learner')
    .select('hostUserId')
    .where('learnerId', '=', learnerId)
    .executeTakeFirst();
  if (!learner?.hostUserId) return;
  const { hostUserId } = learner;
  // What JSON or LIKE may write otherwise stands for anything; the id itself is compared below.
  const like = `%"hostUserId":"${hostUserId.replace(/[^\w.@:+-]/g, '%')}"%`;
  const rows = await tx
    .selectFrom('webhook_delivery')
    .select(['deliveryId', 'body'])
    .where('status', 'in', FINISHED)
    .where('body', 'like', like)
    .execute();
  for (const row of rows) if (recipientOf(row.body) === hostUserId) await forgetIn(tx, row);
}

const HOUR_MS = 3_600_000;

/** The same for what was still waiting when its learner was erased, once it has ended; runs every hour. */
export async function forgetFinished(deps: Pick<WebhookDeps, 'db' | 'clock'>): Promise<void> {
  const rows = await deps.db.query
    .selectFrom('webhook_delivery')
    .innerJoin('domain_event', 'domain_event.eventId', 'webhook_delivery.eventId')
    .innerJoin('learner', 'learner.learnerId', 'domain_event.learnerId')
    .select(['webhook_delivery.deliveryId', 'webhook_delivery.body'])
    .where('webhook_delivery.status', 'in', FINISHED)
    .where('webhook_delivery.finishedAtMs', '>=', deps.clock.wallMs() - 3 * HOUR_MS)
    .where('learner.erasedAtMs', 'is not', null)
    .where('webhook_delivery.body', 'like', '%"hostUserId":"%')
    // Whoever came back and was told of something since is another story.
    .whereRef('domain_event.occurredAtMs', '<=', 'learner.erasedAtMs')
    .execute();
  for (const row of rows) await forgetIn(deps.db.query, row);
}

interface Told {
  readonly data?: { readonly hostUserId?: string | null };
}

function recipientOf(body: string): string | null | undefined {
  return (JSON.parse(body) as Told).data?.hostUserId;
}

async function forgetIn(
  db: Queries,
  { deliveryId, body }: { deliveryId: string; body: string },
): Promise<void> {
  const told = JSON.parse(body) as Told;
  const without = JSON.stringify({ ...told, data: { ...told.data, hostUserId: null } });
  await db
    .updateTable('webhook_delivery')
    .set({ body: without })
    .where('deliveryId', '=', deliveryId)
    .execute();
  // What the receiver answered may repeat what it was told.
  await db
    .updateTable('webhook_attempt')
    .set({ responseBody: null })
    .where('deliveryId', '=', deliveryId)
    .execute();
}
