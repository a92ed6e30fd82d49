import { constants, copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { metricsErrors } from '../errors.ts';
import { openWarehouse, removeFile, type Warehouse } from '../warehouse/open-warehouse.ts';

export interface Snapshot {
  readonly warehouse: Warehouse;
  /** When the facts were copied, in wall time. */
  readonly takenAtMs: number;
}

/** Copies of the facts on which analysts' own SQL runs: whatever it does, the facts are not there. */
export interface Snapshots {
  /** A copy that is young enough, made anew when there is none. */
  current(): Promise<Snapshot>;
  close(): Promise<void>;
}

interface SnapshotDeps {
  readonly clock: Clock;
  readonly folder: string;
  readonly fresh: () => Promise<{ warehouse: Warehouse }>;
}

export function createSnapshots(deps: SnapshotDeps): Snapshots {
  const file = join(deps.folder, 'analytics-snapshot.duckdb');
  let taking: Promise<Snapshot> | undefined;
  let taken: Snapshot | undefined;

  const take = async (): Promise<Snapshot> => {
    if (deps.folder === ':memory:') throw new DomainError(metricsErrors.analytics_elsewhere);
    const { warehouse } = await deps.fresh();
    await taken?.warehouse.close();
    taken = undefined;
    // Nothing is written while all of it lies in one file.
    await warehouse.alone(async (session) => {
      await session.run('CHECKPOINT');
      copyFileSync(warehouse.file, `${file}.new`, constants.COPYFILE_FICLONE);
    });
    removeFile(file);
    if (existsSync(`${file}.new`)) renameSync(`${file}.new`, file);
    taken = { warehouse: await openLocked(file), takenAtMs: deps.clock.wallMs() };
    return taken;
  };
  return {
    current: async () => {
      if (taken !== undefined && deps.clock.wallMs() - taken.takenAtMs < limits.analyticsSnapshotAgeMs)
        return taken;
      taking ??= take().finally(() => {
        taking = undefined;
      });
      return taking;
    },
    close: async () => {
      await taking?.catch(() => {});
      await taken?.warehouse.close();
      taken = undefined;
    },
  };
}

/** Reads this one file, nothing else of this machine or another, and can be told nothing that changes that. */
function openLocked(file: string): Promise<Warehouse> {
  return openWarehouse({
    file,
    threads: 1,
    memoryMb: limits.analyticsSqlMemoryMb,
    readOnly: true,
    settings: {
      enable_external_access: 'false',
      allow_community_extensions: 'false',
      max_temp_directory_size: '0KB',
      lock_configuration: 'true',
    },
  });
}
