import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { SCHEMA_VERSION, schemaScript } from './schema.ts';
import { type Session, sessionOf } from './session.ts';

/** The columnar read model of one process, in a file of its own. */
export interface Warehouse {
  readonly file: string;
  /** Runs `work` on a connection of its own, at most a few at a time: each holds one of Node's worker threads. */
  withSession<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** A connection for as long as its holder streams from it. */
  hold(): Promise<{ readonly session: Session; release(): void }>;
  /** The same with nobody beside it: whoever is inside ends first, others wait. */
  alone<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface WarehouseOptions {
  readonly file: string;
  readonly threads: number;
  readonly memoryMb: number;
  /** How many questions are answered at once. */
  readonly sessionsMax?: number;
  readonly readOnly?: boolean;
  /** Settings on top of ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Opens the file, or makes it. A file of another version of the schema is thrown away: everything in it can be read
 * again. Throws when another process has it.
 */
export async function openWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  const isFile = options.file !== ':memory:';
  if (isFile) mkdirSync(dirname(options.file), { recursive: true });
  let instance = await openInstance(options);
  if (!options.readOnly && !(await hasSchema(instance))) {
    instance.closeSync();
    if (isFile) removeFile(options.file);
    instance = await openInstance(options);
    await applySchema(instance);
  }
  return warehouseOf(instance, options);
}

/** Removes a database file with what lies beside it. */
export function removeFile(file: string): void {
  for (const path of [file, `${file}.wal`]) if (existsSync(path)) rmSync(path);
}

async function openInstance(options: WarehouseOptions): Promise<DuckDBInstance> {
  // The library is large: who asks nothing does not load it.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return DuckDBInstance.create(options.file, {
    threads: String(options.threads),
    memory_limit: `${options.memoryMb}MB`,
    // Whoever needs an order asks for it.
    preserve_insertion_order: 'false',
    // Rewriting the tables' ends after every 16 MB takes a fifth of the reading.
    ...(options.readOnly ? {} : { checkpoint_threshold: '128MB' }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
    ...options.settings,
  });
}

async function hasSchema(instance: DuckDBInstance): Promise<boolean> {
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll('SELECT "version" FROM "schema_version"');
    return reader.getRows()[0]?.[0] === SCHEMA_VERSION;
  } catch {
    return false;
  } finally {
    connection.closeSync();
  }
}

async function applySchema(instance: DuckDBInstance): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(schemaScript());
  } finally {
    connection.closeSync();
  }
}

function warehouseOf(instance: DuckDBInstance, options: WarehouseOptions): Warehouse {
  const width = options.sessionsMax ?? 2;
  const gate = createGate(width);
  let isOpen = true;
  const through = <T>(places: number, work: (session: Session) => Promise<T>): Promise<T> =>
    gate.through(places, async () => {
      if (!isOpen) throw new Error('the warehouse is closed');
      const connection = await instance.connect();
      try {
        return await work(sessionOf(connection));
      } finally {
        connection.closeSync();
      }
    });
  return {
    file: options.file,
    withSession: (work) => through(1, work),
    alone: (work) => through(width, work),
    hold: () =>
      new Promise((resolve, reject) => {
        const until = (session: Session) =>
          new Promise<void>((release) => resolve({ session, release: () => release() }));
        through(1, until).catch(reject);
      }),
    close: async () => {
      isOpen = false;
      await gate.through(width, async () => {});
      instance.closeSync();
    },
  };
}

interface Gate {
  /** Runs `work` while it takes so many of the gate's places. */
  through<T>(places: number, work: () => Promise<T>): Promise<T>;
}

/** Lets whoever came first through first, as many at a time as there are places. */
function createGate(width: number): Gate {
  const waiting: { places: number; enter: () => void }[] = [];
  let free = width;
  const admit = (): void => {
    for (let next = waiting[0]; next !== undefined && next.places <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.places;
      next.enter();
    }
  };
  return {
    through: async (places, work) => {
      await new Promise<void>((enter) => {
        waiting.push({ places, enter });
        admit();
      });
      try {
        return await work();
      } finally {
        free += places;
        admit();
      }
    },
  };
}
