import { sql } from '../../../kernel/db/database.ts';
import { prepared } from '../../../kernel/db/prepared.ts';
import type { BotSocketsDeps } from '../../deps.ts';
import { WAITING } from '../handoff.ts';

/** Puts into `/metrics` how many conversations wait for a person, and how long the first has. Messages left are apart. */
export async function countWaiting(
  deps: Pick<BotSocketsDeps, 'db' | 'clock' | 'meter' | 'livemode'>,
): Promise<void> {
  const rows = await waitingRows(deps.db.query, { livemode: deps.livemode ? 1 : 0 });
  const waiting = deps.meter.gauge('tilltalk_conversations_waiting', 'Conversations that wait for a person', [
    'kind',
  ]);
  const oldest = deps.meter.gauge(
    'tilltalk_conversations_waiting_oldest_seconds',
    'How long the first of them has waited',
    ['kind'],
  );
  for (const [kind, isMessage] of [
    ['now', 0],
    ['message', 1],
  ] as const) {
    const row = rows.find((of) => of.isMessage === isMessage);
    waiting.set({ kind }, Number(row?.count ?? 0));
    const sinceMs = row === undefined ? null : Number(row.oldestAtMs);
    oldest.set({ kind }, sinceMs === null ? 0 : Math.max(0, (deps.clock.wallMs() - sinceMs) / 1000));
  }
}

const waitingRows = prepared((db, { livemode }: { livemode: number }) =>
  db
    .selectFrom('handoff')
    .select([
      'isMessage',
      sql<number>`COUNT(*)`.as('count'),
      sql<number>`MIN("requestedAtMs")`.as('oldestAtMs'),
    ])
    .where('state', 'in', WAITING)
    .where('livemode', '=', livemode)
    .groupBy('isMessage'),
);
