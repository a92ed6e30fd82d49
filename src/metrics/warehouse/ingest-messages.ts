import { setImmediate } from 'node:timers/promises';
import { limits } from '../../kernel/limits.ts';
import { type MessageRow, readMessages } from '../store.ts';
import type { IngestDeps } from './deps.ts';
import { readProgress, writeProgress } from './progress.ts';
import type { Session } from './session.ts';

/**
 * Reads the transcripts by time. Commits may overtake each other by less than a transaction lasts, so the last minute is
 * read again. Words are kept only where they are allowed.
 */
export async function ingestMessages(deps: IngestDeps, session: Session): Promise<number> {
  const progress = await readProgress(session, 'messages');
  let after = { fromMs: Math.max(0, progress.atMs - limits.analyticsLedgerOverlapMs), afterId: '' };
  let messagesCount = 0;
  while (deps.isStopping?.() !== true) {
    const limit = limits.analyticsPageEvents;
    const rows = await readMessages(deps.db.query, { ...after, limit, livemode: deps.livemode });
    const last = rows.at(-1);
    if (last === undefined) break;
    const atMs = Math.max(progress.atMs, last.createdAtMs);
    await session.transact(async () => {
      await takeMessages(deps, session, rows);
      await writeProgress(session, { name: 'messages', position: 0, mark: '', atMs });
    });
    messagesCount += rows.length;
    after = { fromMs: last.createdAtMs, afterId: last.activityId };
    await setImmediate();
  }
  return messagesCount;
}

async function takeMessages(deps: IngestDeps, session: Session, rows: readonly MessageRow[]): Promise<void> {
  const texts = rows.map(({ content }) => textOf(content));
  await session.run(`CREATE OR REPLACE TEMP TABLE "said" ("activityId" VARCHAR, "conversationId" VARCHAR, "seq" BIGINT,
    "atMs" BIGINT, "sender" VARCHAR, "characters" INTEGER, "text" VARCHAR)`);
  await session.append({
    table: 'said',
    columns: [
      { type: 'text', values: rows.map(({ activityId }) => activityId) },
      { type: 'text', values: rows.map(({ conversationId }) => conversationId) },
      { type: 'integer', values: rows.map(({ seq }) => seq) },
      { type: 'integer', values: rows.map(({ createdAtMs }) => createdAtMs) },
      { type: 'text', values: rows.map(({ sender }) => sender) },
      { type: 'small', values: texts.map((text) => text.length) },
      { type: 'text', values: texts.map((text) => (deps.keepsText ? text : null)) },
    ],
  });
  await session.run(`INSERT INTO "message" SELECT md5_number_lower("activityId"), md5_number_lower("conversationId"), "seq",
      "atMs", "sender", "characters", "text" FROM "said"
    WHERE NOT EXISTS (SELECT 1 FROM "message" WHERE "message"."messageKey" = md5_number_lower("said"."activityId"))`);
}

function textOf(content: string): string {
  const { text } = JSON.parse(content) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}
