import type { Job } from '../../kernel/job.ts';
import { limits } from '../../kernel/limits.ts';
import type { Deliverer } from './deliver.ts';
import type { WebhookDeps } from './deps.ts';
import { forgetFinished } from './forget-recipient.ts';

/** The recurring work of telling host platforms; one process at a time does each. */
export function webhookJobs(deps: WebhookDeps, deliverer: Deliverer): Job[] {
  return [
    { name: 'webhooks.deliver', everyMs: 1_000, run: deliverer.run },
    { name: 'webhooks.forget', everyMs: 3_600_000, run: () => forgetAll(deps) },
  ];
}

async function forgetAll(deps: WebhookDeps): Promise<void> {
  await forgetFinished(deps);
  await forgetDeliveries(deps);
}

const BATCH = 500;

/** Removes what was finished longer ago than `limits.webhookRetentionMs`, with its attempts. */
export async function forgetDeliveries(deps: Pick<WebhookDeps, 'db' | 'clock'>): Promise<void> {
  const finishedBeforeMs = deps.clock.wallMs() - limits.webhookRetentionMs;
  for (;;) {
    const rows = await deps.db.query
      .selectFrom('webhook_delivery')
      .select('deliveryId')
      .where('status', 'in', ['delivered', 'failed'])
      .where('finishedAtMs', '<', finishedBeforeMs)
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return;
    const deliveryIds = rows.map(({ deliveryId }) => deliveryId);
    await deps.db.transact(async (tx) => {
      await tx.deleteFrom('webhook_attempt').where('deliveryId', 'in', deliveryIds).execute();
      await tx.deleteFrom('webhook_delivery').where('deliveryId', 'in', deliveryIds).execute();
    });
  }
}
