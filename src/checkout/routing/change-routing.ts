import { appendAudit } from '../../kernel/audit/append-audit.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { emptyConfig, RoutingConfig, type RoutingVersion } from './config.ts';
import { findLatestRouting, saveRoutingVersion } from './store.ts';

export interface ChangeRouting {
  /** Makes the next configuration of the one that holds. */
  readonly change: (config: RoutingConfig) => RoutingConfig;
  /** Who, for the record: `command_line`, or a pseudonym. */
  readonly changedBy: string;
  /** What was changed, in a sentence. */
  readonly note: string;
}

/** Saves the next version of the routing. Earlier ones stay as they are. Throws a ZodError when it would not be valid. */
export async function changeRouting(
  deps: { readonly db: Database; readonly clock: Clock },
  { change, changedBy, note }: ChangeRouting,
): Promise<RoutingVersion> {
  return deps.db.transact(async (tx) => {
    const latest = await findLatestRouting(tx);
    const before = latest === undefined ? emptyConfig : RoutingConfig.parse(JSON.parse(latest.config));
    const config = RoutingConfig.parse(change(before));
    const version = (latest?.version ?? 0) + 1;
    const createdAtMs = deps.clock.wallMs();
    await saveRoutingVersion(tx, { version, config: JSON.stringify(config), changedBy, note, createdAtMs });
    await appendAudit(deps, tx, {
      action: 'routing.changed',
      actor: changedBy,
      subjectId: String(version),
      detail: { note },
    });
    return { version, config };
  });
}

/** The configuration that holds, as the database has it. */
export async function readRouting(deps: { readonly db: Database }): Promise<RoutingVersion> {
  const latest = await findLatestRouting(deps.db.query);
  if (latest === undefined) return { version: 0, config: emptyConfig };
  return { version: latest.version, config: RoutingConfig.parse(JSON.parse(latest.config)) };
}
