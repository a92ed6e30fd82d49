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
  /** The place of the last erasure that it knows of. */
  readonly erasure: number;
}

/** Copies of the facts on which analysts' own SQL runs: whatever it does, the facts are not there. */
export interface Snapshots {
  /** A copy that is young enough and shows nobody who was erased, made anew when there is none. */
  current(): Promise<Snapshot>;
  close(): Promise<void>;
}

interface SnapshotDeps {
  readonly clock: Clock;
  readonly folder: string;
  readonly fresh: () => Promise<{ warehouse: Warehouse }>;
  readonly catchUp: () => Promise<{ readonly position: number }>;
  /** The place in the log of the last erasure. */
  readonly lastErasure: () => Promise<number>;
}

export function createSnapshots(deps: SnapshotDeps): Snapshots {
  const file = join(deps.folder, 'analytics-snapshot.duckdb');
  let taking: Promise<Snapshot> | undefined;
  let taken: Snapshot | undefined;

  const take = async (erasure: number): Promise<Snapshot> => {
    if (deps.folder === ':memory:') throw new DomainError(metricsErrors.analytics_elsewhere);
    const { warehouse } = await deps.fresh();
    await requireErased(deps, erasure);
    await taken?.warehouse.close();
    taken = undefined;
    // Nothing is written while all of it lies in one file.
    await warehouse.alone(async (session) => {
      await session.run('CHECKPOINT');
      copyFileSync(warehouse.file, `${file}.new`, constants.COPYFILE_FICLONE);
    });
    removeFile(file);
    if (existsSync(`${file}.new`)) renameSync(`${file}.new`, file);
    taken = { warehouse: await openLocked(file), takenAtMs: deps.clock.wallMs(), erasure };
    return taken;
  };
  const isYoung = ({ takenAtMs }: Snapshot): boolean =>
    deps.clock.wallMs() - takenAtMs < limits.analyticsSnapshotAgeMs;
  return {
    current: async () => {
      const erasure = await deps.lastErasure();
      if (taken !== undefined && taken.erasure >= erasure && isYoung(taken)) return taken;
      // One that began before the erasure does not know of it.
      const begun = await taking;
      if (begun !== undefined && begun.erasure >= erasure) return begun;
      taking ??= take(erasure).finally(() => {
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

/** Whoever was erased is out of the facts before they are copied, however long the reading takes. */
async function requireErased({ catchUp }: SnapshotDeps, erasure: number): Promise<void> {
  if (erasure === 0) return;
  // A reading that goes on already may be past the log; the next one is not.
  const read = [(await catchUp()).position, (await catchUp()).position];
  if (Math.max(...read) < erasure) throw new DomainError(metricsErrors.analytics_elsewhere);
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
