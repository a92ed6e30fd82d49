import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { limits } from '../limits.ts';
import { connectionOf, type Engine, hasOneWriter, type Queries, type Tx } from './database.ts';
import type { DB } from './tables.ts';

type Table = keyof DB & string;
type Row = Readonly<Record<string, unknown>>;

/** A statement as text, with the places of its values. */
interface Shape {
  readonly compiled: CompiledQuery;
  /** What each parameter is: a named value, or always the same. */
  readonly places: readonly Place[];
}

type Place = { readonly name: string; readonly index: number | null } | { readonly constant: unknown };

/** A query builder of Kysely, or raw SQL. */
interface Buildable<Result> {
  compile(db: Queries): CompiledQuery<Result>;
}

type Shapes = Partial<Record<Engine, Shape>>;

const engineOf = (db: Queries): Engine => (hasOneWriter(db) ? 'sqlite' : 'postgresql');

/**
 * A statement that is built and compiled once, for those that every purchase or message runs. `build` must pass each
 * value on as it is, and its shape must not depend on them.
 */
export function prepared<Values extends object, Result>(
  build: (db: Queries, values: Values) => Buildable<Result>,
): (db: Queries, values: Values) => Promise<Result[]> {
  const shapes: Shapes = {};
  return (db, values) => {
    const engine = engineOf(db);
    shapes[engine] ??= shapeOf(markOf, (marks) => build(db, marks as Values).compile(db));
    return run<Result>(db, shapes[engine], values as Row);
  };
}

/**
 * The same for a statement of few shapes, compiled once for each: `shapeKey` tells them apart, e.g. by the lengths of
 * lists among the values or by which values are there.
 */
export function preparedByShape<Values extends object, Result>(
  shapeKey: (values: Values) => string | number,
  build: (db: Queries, values: Values) => Buildable<Result>,
): (db: Queries, values: Values) => Promise<Result[]> {
  const known = new Map<string | number, Shapes>();
  return (db, values) => {
    const engine = engineOf(db);
    const shapes = remembered(known, shapeKey(values));
    shapes[engine] ??= shapeOf(markLike(values as Row), (marks) => build(db, marks as Values).compile(db));
    return run<Result>(db, shapes[engine], values as Row);
  };
}

/** Lists of unlimited lengths must not fill the memory with statements. */
function remembered<Key>(known: Map<Key, Shapes>, key: Key): Shapes {
  const shapes = known.get(key);
  if (shapes !== undefined) return shapes;
  if (known.size >= limits.statementsCachedMax) known.clear();
  const fresh: Shapes = {};
  known.set(key, fresh);
  return fresh;
}

const inserts = new Map<string, Shapes>();
const insertsUnlessKnown = new Map<string, Shapes>();

/** Writes one row; columns that are undefined are left out. */
export async function insertRow<Name extends Table>(tx: Tx, table: Name, row: DB[Name]): Promise<void> {
  await insert(tx, inserts, { table, row, ending: sql`` });
}

/** Writes one row; false when a unique column says that it is there already. */
export async function insertRowUnlessKnown<Name extends Table>(
  tx: Tx,
  table: Name,
  row: DB[Name],
): Promise<boolean> {
  const ending = sql`ON CONFLICT DO NOTHING RETURNING 1 AS "written"`;
  const written = await insert(tx, insertsUnlessKnown, { table, row, ending });
  return written.length > 0;
}

function insert(
  tx: Tx,
  memory: Map<string, Shapes>,
  { table, row, ending }: { table: string; row: object; ending: RawBuilder<unknown> },
): Promise<unknown[]> {
  const columns = columnsOf(row);
  return runRemembered(tx, memory, {
    key: `${table}:${columns.join()}`,
    row,
    build: (marks) =>
      sql`INSERT INTO ${sql.table(table)} (${list(columns.map(sql.ref))}) VALUES (${list(columns.map((column) => sql`${marks[column]}`))}) ${ending}`,
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
): Promise<unknown[]> {
  const engine = engineOf(db);
  const shapes = remembered(memory, key);
  shapes[engine] ??= shapeOf(markOf, (marks) => build(marks).compile(db));
  return run(db, shapes[engine], row as Row);
}

function columnsOf(row: object): string[] {
  return Object.keys(row).filter((column) => (row as Row)[column] !== undefined);
}

function list(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join([...parts]);
}

/** No text of ours begins so: what does is the place of a value. */
const MARK = '\u0001value:';
/** Between a list's name and a place in it. */
const IN_LIST = '\u0002';

/** The mark of each name. */
const markOf = (name: string): unknown => MARK + name;

/** The same where the shape may depend on which values are there and how long lists are; contents are not looked at. */
const markLike =
  (values: Row) =>
  (name: string): unknown => {
    const value = values[name];
    if (Array.isArray(value)) return value.map((_item, index) => MARK + name + IN_LIST + index);
    return value === undefined ? undefined : MARK + name;
  };

function shapeOf(mark: (name: string) => unknown, compile: (marks: Row) => CompiledQuery): Shape {
  const compiled = compile(new Proxy<Row>({}, { get: (_target, name) => mark(String(name)) }));
  return { compiled, places: compiled.parameters.map(placeOf) };
}

function placeOf(parameter: unknown): Place {
  if (typeof parameter !== 'string' || !parameter.startsWith(MARK)) return { constant: parameter };
  const [name = '', index] = parameter.slice(MARK.length).split(IN_LIST);
  return { name, index: index === undefined ? null : Number(index) };
}

function valueAt(place: Place, values: Row): unknown {
  if ('constant' in place) return place.constant;
  const value = values[place.name];
  return place.index === null ? value : (value as readonly unknown[])[place.index];
}

async function run<Result>(db: Queries, { compiled, places }: Shape, values: Row): Promise<Result[]> {
  const parameters = places.map((place) => valueAt(place, values));
  const query = { ...compiled, parameters } as CompiledQuery<Result>;
  const connection = connectionOf(db);
  const { rows } = await (connection === undefined
    ? db.executeQuery<Result>(query)
    : connection.executeQuery<Result>(query));
  return rows;
}
