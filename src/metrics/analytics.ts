import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { DomainError } from '../kernel/errors.ts';
import type { Job } from '../kernel/job.ts';
import { limits } from '../kernel/limits.ts';
import type { Log } from '../kernel/log.ts';
import type { Meter } from '../kernel/meter.ts';
import { measureDrift } from './drift/measure-drift.ts';
import { metricsErrors } from './errors.ts';
import { compareMoney, type MoneyReport } from './money/compare-money.ts';
import { createSnapshots, type Snapshots } from './sql/snapshot.ts';
import { findHead, findLastErasure } from './store.ts';
import type { ProductFact, RetentionDays } from './warehouse/deps.ts';
import { type Ingested, ingest } from './warehouse/ingest.ts';
import { openWarehouse, removeFile, type Warehouse } from './warehouse/open-warehouse.ts';
import { readProgress } from './warehouse/progress.ts';

export interface AnalyticsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly livemode: boolean;
  /** IANA time zone of the accounting days. */
  readonly timeZone: string;
  /** Where the facts and their snapshot lie; ':memory:' keeps no file and takes no snapshot. */
  readonly folder: string;
  readonly threads: number;
  readonly memoryMb: number;
  /** Whether the facts may hold what was written. */
  readonly keepsText: boolean;
  /** How long which facts are kept; those that are not named, for ever. */
  readonly retention: RetentionDays;
  /** How long an analyst's own SQL may take. */
  readonly sqlTimeMs: number;
  /** Makes learners' keys. */
  readonly secret: string;
  readonly productsOf: (productIds: readonly string[]) => Promise<readonly ProductFact[]>;
  /** False in a process that sells or talks only: it keeps no facts. */
  readonly isOwner: boolean;
}

/** The facts of a process, opened when somebody first asks. */
export interface Analytics
  extends Pick<AnalyticsDeps, 'db' | 'clock' | 'log' | 'livemode' | 'timeZone' | 'sqlTimeMs' | 'keepsText'> {
  /**
   * The warehouse, brought up to now or, when that takes long, as far as it is, with how many events it is behind.
   * Throws `analytics_elsewhere` where it is not kept.
   */
  fresh(): Promise<{ warehouse: Warehouse; behind: number }>;
  /** Reads all there is; for commands and jobs. */
  catchUp(): Promise<Ingested>;
  /** Compares every accounting day with the ledger. */
  checkMoney(): Promise<MoneyReport>;
  /** Throws the facts away and reads them again from the logs. */
  rebuild(): Promise<Ingested>;
  /** The same facts, read anew into a folder of their own; for a command beside the process that keeps them. */
  aside(folder: string): Analytics;
  readonly snapshots: Snapshots;
  readonly jobs: readonly Job[];
  /** What is being read ends with its slice. */
  stopSoon(): void;
  close(): Promise<void>;
}

/** Keeps the facts of this process. Nothing is opened before it is needed. */
export function createAnalytics(deps: AnalyticsDeps): Analytics {
  const figures = figuresOf(deps.meter);
  const holder = createHolder(deps);
  const reader = createReader(deps, holder, figures);
  const fresh = async (): Promise<{ warehouse: Warehouse; behind: number }> => {
    const warehouse = await holder.open();
    if (reader.isFresh()) return { warehouse, behind: reader.behind() };
    const isRead = await Promise.race([
      reader.catchUp().then(() => true),
      afterMs(limits.analyticsWaitMs).then(() => false),
    ]);
    return { warehouse, behind: isRead ? reader.behind() : await stillBehind(deps, warehouse) };
  };
  const checkMoney = async (): Promise<MoneyReport> => {
    await reader.catchUp();
    const report = await compareMoney(deps, await holder.open());
    figures.differences.set(report.differences.length);
    if (report.differences.length > 0)
      deps.log.error({ differences: report.differences.slice(0, 20) }, 'the facts do not equal the ledger');
    return report;
  };
  // Of too few scores nothing can be said, which is no drift.
  const measure = async (): Promise<void> =>
    figures.drift.set((await measureDrift(await holder.open(), deps.clock.nowMs())) ?? 0);
  const snapshots = createSnapshots({
    ...deps,
    fresh,
    catchUp: reader.catchUp,
    lastErasure: () => findLastErasure(deps.db.query),
  });
  return {
    ...deps,
    fresh,
    checkMoney,
    catchUp: reader.catchUp,
    rebuild: async () => {
      await reader.idle();
      await holder.discard();
      return reader.catchUp();
    },
    aside: (folder) => createAnalytics({ ...deps, folder, isOwner: true }),
    snapshots,
    jobs: deps.isOwner ? jobsOf(deps, { catchUp: reader.catchUp, checkMoney, measureDrift: measure }) : [],
    stopSoon: reader.stop,
    close: async () => {
      reader.stop();
      await reader.idle();
      await snapshots.close();
      await holder.close();
    },
  };
}

/** While facts are being read: how many events are not facts yet, and one at least, since the ledger comes last. */
async function stillBehind({ db }: Pick<AnalyticsDeps, 'db'>, warehouse: Warehouse): Promise<number> {
  const head = await findHead(db.query);
  const { position } = await warehouse.withSession((session) => readProgress(session, 'events'));
  return Math.max(1, head - position);
}

interface Holder {
  open(): Promise<Warehouse>;
  close(): Promise<void>;
  /** Closes it and throws the file away. */
  discard(): Promise<void>;
}

function createHolder(deps: AnalyticsDeps): Holder {
  const file = deps.folder === ':memory:' ? deps.folder : join(deps.folder, 'analytics.duckdb');
  let opened: Promise<Warehouse> | undefined;
  const close = async (): Promise<void> => {
    await (await opened?.catch(() => undefined))?.close();
    opened = undefined;
  };
  return {
    open: async () => {
      if (!deps.isOwner) throw new DomainError(metricsErrors.analytics_elsewhere);
      opened ??= openWarehouse({ ...deps, file }).catch((cause: unknown) => {
        opened = undefined;
        deps.log.error({ error: cause }, 'the facts cannot be opened; another process may have them');
        throw new DomainError(metricsErrors.analytics_elsewhere, { cause });
      });
      return opened;
    },
    close,
    discard: async () => {
      await close();
      if (deps.folder !== ':memory:') removeFile(file);
    },
  };
}

interface Reader {
  catchUp(): Promise<Ingested>;
  isFresh(): boolean;
  behind(): number;
  stop(): void;
  idle(): Promise<void>;
}

/** Reads the logs, one run at a time: who asks while one runs waits for its end. */
function createReader(deps: AnalyticsDeps, holder: Holder, figures: ReturnType<typeof figuresOf>): Reader {
  let reading: Promise<Ingested> | undefined;
  let isStopping = false;
  let last: (Ingested & { atMs: number }) | undefined;
  const read = async (): Promise<Ingested> => {
    const warehouse = await holder.open();
    const done = await ingest({ ...deps, isStopping: () => isStopping }, warehouse);
    last = { ...done, atMs: deps.clock.wallMs() };
    figures.behind.set(done.behind);
    figures.position.set(done.position);
    figures.readAt.set(last.atMs / 1000);
    return done;
  };
  return {
    catchUp: () => {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    isFresh: () => last !== undefined && deps.clock.wallMs() - last.atMs < limits.analyticsFreshMs,
    behind: () => last?.behind ?? 0,
    stop: () => {
      isStopping = true;
    },
    idle: async () => {
      await reading?.catch(() => {});
    },
  };
}

function figuresOf(meter: Meter) {
  return {
    behind: meter.gauge('tilltalk_analytics_behind_events', 'Events of the log that are not facts yet'),
    position: meter.gauge('tilltalk_analytics_position', 'The place in the event log that is read'),
    readAt: meter.gauge(
      'tilltalk_analytics_read_timestamp_seconds',
      'When the facts were last brought up to now',
    ),
    drift: meter.gauge(
      'tilltalk_risk_score_psi',
      'How far the risk scores of the last day moved from the four weeks before (population stability index)',
    ),
    differences: meter.gauge(
      'tilltalk_analytics_money_differences',
      'Sums of an accounting day on which facts and ledger differ',
    ),
  };
}

/** Follows the logs, and compares money once for every accounting day. A fresh process sells first. */
function jobsOf(
  deps: AnalyticsDeps,
  work: Pick<Analytics, 'catchUp' | 'checkMoney'> & { readonly measureDrift: () => Promise<void> },
): Job[] {
  const startedMs = deps.clock.wallMs();
  let checkedMs = startedMs;
  return [
    {
      name: 'metrics.follow_log',
      everyMs: limits.analyticsFollowMs,
      run: async () => {
        if (deps.clock.wallMs() - startedMs >= limits.analyticsFirstFollowMs) await work.catchUp();
      },
    },
    {
      name: 'metrics.measure_drift',
      everyMs: limits.analyticsFollowMs,
      run: async () => {
        if (deps.clock.wallMs() - startedMs >= limits.analyticsFirstFollowMs) await work.measureDrift();
      },
    },
    {
      name: 'metrics.check_money',
      everyMs: limits.analyticsFollowMs,
      run: async () => {
        if (deps.clock.wallMs() - checkedMs < limits.analyticsCheckMs) return;
        checkedMs = deps.clock.wallMs();
        await work.checkMoney();
      },
    },
  ];
}

function afterMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
