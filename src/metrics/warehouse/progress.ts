import type { Session } from './session.ts';

type LogName = 'events' | 'ledger' | 'messages';

/** How far a named log is read. */
export async function readProgress(
  session: Session,
  name: LogName,
): Promise<{ position: number; mark: string; atMs: number }> {
  const [row] = await session.rows('SELECT "position", "mark", "atMs" FROM "progress" WHERE "name" = $name', {
    name,
  });
  return {
    position: Number(row?.['position'] ?? 0),
    mark: String(row?.['mark'] ?? ''),
    atMs: Number(row?.['atMs'] ?? 0),
  };
}

/** Within the transaction of what was read. */
export async function writeProgress(
  session: Session,
  progress: { name: LogName; position: number; mark: string; atMs: number },
): Promise<void> {
  await session.run('DELETE FROM "progress" WHERE "name" = $name', { name: progress.name });
  await session.run('INSERT INTO "progress" VALUES ($name, $position, $mark, $atMs)', progress);
}
