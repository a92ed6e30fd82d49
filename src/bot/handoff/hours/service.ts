import type { Clock } from '../../../kernel/clock.ts';
import type { Database, Queries } from '../../../kernel/db/database.ts';
import { limits } from '../../../kernel/limits.ts';
import { ServiceSettings } from '../wire.ts';
import { findNewestService } from './store.ts';

/** Always there, promises in minutes: until somebody says otherwise. */
export const DEFAULT_SERVICE: ServiceSettings = {
  timeZone: 'Asia/Shanghai',
  week: Array.from({ length: 7 }, (): [number, number][] => [[0, 1_440]]),
  days: [],
  targets: {
    urgent: { firstAnswerMs: 120_000, nextAnswerMs: 180_000, resolutionMs: 3_600_000 },
    high: { firstAnswerMs: 180_000, nextAnswerMs: 180_000, resolutionMs: 4 * 3_600_000 },
    normal: { firstAnswerMs: 300_000, nextAnswerMs: 300_000, resolutionMs: 24 * 3_600_000 },
  },
  offerMs: 30_000,
  wrapUpMs: 120_000,
  askCsat: true,
};

export interface ServiceVersion {
  /** 0: what Tilltalk comes with. */
  readonly version: number;
  readonly settings: ServiceSettings;
}

interface ReadDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly livemode: boolean;
}

interface Kept extends ServiceVersion {
  readonly readAtMs: number;
}

const kept = new WeakMap<Database, Map<boolean, Kept>>();

/** The settings that count now; what another process changed is seen after `limits.serviceRefreshMs` at the latest. */
export function readService(deps: ReadDeps): Promise<ServiceVersion> {
  return readServiceIn(deps, deps.db.query);
}

/** The same within a transaction, which must not wait for another connection. */
export async function readServiceIn(deps: ReadDeps, queries: Queries): Promise<ServiceVersion> {
  const { db, livemode } = deps;
  const nowMs = deps.clock.wallMs();
  const ofDatabase = kept.get(db) ?? new Map<boolean, Kept>();
  kept.set(db, ofDatabase);
  const known = ofDatabase.get(livemode);
  if (known !== undefined && Math.abs(nowMs - known.readAtMs) < limits.serviceRefreshMs) return known;
  const row = await findNewestService(queries, livemode ? 1 : 0);
  const fresh: Kept =
    row === undefined
      ? { version: 0, settings: DEFAULT_SERVICE, readAtMs: nowMs }
      : {
          version: row.version,
          settings: ServiceSettings.parse(JSON.parse(row.settings)),
          readAtMs: nowMs,
        };
  ofDatabase.set(livemode, fresh);
  return fresh;
}

/** After a change by this process. */
export function forgetService(db: Database): void {
  kept.delete(db);
}
