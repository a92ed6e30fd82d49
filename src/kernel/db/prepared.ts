import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { type Engine, hasOneWriter, type Queries, type Tx } from './database.ts';
import type { DB } from './tables.ts';

type Table = keyof DB & string;
type Row = Readonly<Record<string, unknown>>;

/** A statement as text, with the places of its values. */
interface Shape {
  readonly compiled: CompiledQuery;
  /** What each parameter is: a named value, or always the same. */
  readonly places: readonly ({ readonly name: string } | { readonly constant: unknown })[];
}

/** A query builder of Kysely, or raw SQL. */
interface Buildable<Result> {
  compile(db: Queries): CompiledQuery<Result>;
}

type Shapes = Partial<Record<Engine, Shape>>;

const engineOf = (db: Queries): Engine => (hasOneWriter(db) ? 'sqlite' : 'postgresql');

/**
 * A statement that is built and compiled once, for those that every purchase runs. `build` must pass each value on as
 * it is, and its shape must not depend on them.
 */
export function prepared<Values extends object, Result>(
  build: (db: Queries, values: Values) => Buildable<Result>,
): (db: Queries, values: Values) => Promise<Result[]> {
  const shapes: Shapes = {};
  return async (db, values) => {
    const engine = engineOf(db);
    shapes[engine] ??= shapeOf((marks) => build(db, marks as Values).compile(db));
    return run<Result>(db, shapes[engine], values as Row);
  };
}

const inserts = new Map<string, Shapes>();

/** Writes one row; columns that are undefined are left out. */
export async function insertRow<Name extends Table>(tx: Tx, table: Name, row: DB[Name]): Promise<void> {
  const columns = columnsOf(row);
  await runRemembered(tx, inserts, {
    key: `${table}:${columns.join()}`,
    row,
    build: (marks) =>
      sql`INSERT INTO ${sql.table(table)} (${list(columns.map(sql.ref))}) VALUES (${list(columns.map((column) => sql`${marks[column]}`))})`,
  });
}

const updates = new Map<string, Shapes>();

/** Changes the row whose `key` has a value; columns that are undefined stay. */
export async function updateRow<Name extends Table, Key extends keyof DB[Name] & string>(
  tx: Queries,
  table: Name,
  { key, value, change }: { key: Key; value: DB[Name][Key]; change: Partial<DB[Name]> },
): Promise<void> {
  const columns = columnsOf(change);
  await runRemembered(tx, updates, {
    key: `${table}:${key}:${columns.join()}`,
    row: { ...change, [KEY]: value },
    build: (marks) =>
      sql`UPDATE ${sql.table(table)} SET ${list(columns.map((column) => sql`${sql.ref(column)} = ${marks[column]}`))} WHERE ${sql.ref(key)} = ${marks[KEY]}`,
  });
}

/** Apart from every column, since the key itself may be among those that change. */
const KEY = ' key';

interface Remembered {
  readonly key: string;
  readonly row: object;
  readonly build: (marks: Row) => RawBuilder<unknown>;
}

async function runRemembered(
  db: Queries,
  memory: Map<string, Shapes>,
  { key, row, build }: Remembered,
): Promise<void> {
  const engine = engineOf(db);
  const shapes = memory.get(key) ?? {};
  memory.set(key, shapes);
  shapes[engine] ??= shapeOf((marks) => build(marks).compile(db));
  await run(db, shapes[engine], row as Row);
}

function columnsOf(row: object): string[] {
  return Object.keys(row).filter((column) => (row as Row)[column] !== undefined);
}

function list(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join([...parts]);
}

/** No text of ours begins so: what does is the place of a value. */
const MARK = '\u0001value:';

function shapeOf(compile: (marks: Row) => CompiledQuery): Shape {
  const marks = new Proxy<Row>({}, { get: (_target, name) => MARK + String(name) });
  const compiled = compile(marks);
  const places = compiled.parameters.map((parameter) =>
    typeof parameter === 'string' && parameter.startsWith(MARK)
      ? { name: parameter.slice(MARK.length) }
      : { constant: parameter },
  );
  return { compiled, places };
}

async function run<Result>(db: Queries, { compiled, places }: Shape, values: Row): Promise<Result[]> {
  const parameters = places.map((place) => ('name' in place ? values[place.name] : place.constant));
  const { rows } = await db.executeQuery<Result>({ ...compiled, parameters } as CompiledQuery<Result>);
  return rows;
}
