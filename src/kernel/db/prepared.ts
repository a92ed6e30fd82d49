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

interface Place {
  /** Null for what is always the same. */
  readonly name: string | null;
  /** In a list of that name. */
  readonly index: number | null;
  readonly constant: unknown;
}

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

const inserts: Memory = new Map();
const insertsUnlessKnown: Memory = new Map();

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

/**
 * Writes a row into a table whose key the engine counts, and returns that key; null where it is given later. Asking for
 * it by `RETURNING` makes SQLite keep the row in a table of its own first.
 */
export async function insertCounted<Name extends Table>(
  tx: Tx,
  table: Name,
  row: Partial<DB[Name]>,
): Promise<number | null> {
  const shape = insertShape(tx, inserts, { table, row, ending: sql`` });
  const counted = connectionOf(tx)?.countedBy;
  if (counted !== undefined) return counted(shape.compiled, parametersOf(shape.places, row as Row));
  await run(tx, shape, row as Row);
  return null;
}

interface Insert {
  readonly table: string;
  readonly row: object;
  readonly ending: RawBuilder<unknown>;
}

function insert(tx: Tx, memory: Memory, wanted: Insert): Promise<unknown[]> {
  return run(tx, insertShape(tx, memory, wanted), wanted.row as Row);
}

function insertShape(tx: Tx, memory: Memory, { table, row, ending }: Insert): Shape {
  return rememberedShape(tx, memory, {
    table,
    row: row as Row,
    build: (columns, marks) =>
      sql`INSERT INTO ${sql.table(table)} (${list(columns.map(sql.ref))}) VALUES (${list(columns.map((column) => sql`${marks[column]}`))}) ${ending}`,
  });
}

const updates: Memory = new Map();

/** Changes the row whose `key` has a value; columns that are undefined stay. */
export async function updateRow<Name extends Table, Key extends keyof DB[Name] & string>(
  tx: Queries,
  table: Name,
  { key, value, change }: { key: Key; value: DB[Name][Key]; change: Partial<DB[Name]> },
): Promise<void> {
  const row: Row = { [KEY]: value, ...change };
  const shape = rememberedShape(tx, updates, {
    table: `${table}:${key}`,
    row,
    build: ([, ...columns], marks) =>
      sql`UPDATE ${sql.table(table)} SET ${list(columns.map((column) => sql`${sql.ref(column)} = ${marks[column]}`))} WHERE ${sql.ref(key)} = ${marks[KEY]}`,
  });
  await run(tx, shape, row);
}

/** Apart from every column, since the key itself may be among those that change. */
const KEY = ' key';

/** The statements of each table, one for each set of columns: few, so that looking through them is faster than a key. */
type Memory = Map<string, ColumnShapes[]>;

interface ColumnShapes {
  readonly columns: readonly string[];
  readonly shapes: Shapes;
}

interface Remembered {
  readonly table: string;
  readonly row: Row;
  readonly build: (columns: readonly string[], marks: Row) => RawBuilder<unknown>;
}

function rememberedShape(db: Queries, memory: Memory, { table, row, build }: Remembered): Shape {
  const engine = engineOf(db);
  const { columns, shapes } = columnShapesOf(memory, table, row);
  shapes[engine] ??= shapeOf(markOf, (marks) => build(columns, marks).compile(db));
  return shapes[engine];
}

function columnShapesOf(memory: Memory, table: string, row: Row): ColumnShapes {
  const known = memory.get(table) ?? [];
  const fitting = known.find(({ columns }) => hasColumns(row, columns));
  if (fitting !== undefined) return fitting;
  const columns = Object.keys(row).filter((column) => row[column] !== undefined);
  const fresh = { columns, shapes: {} };
  if (known.length >= limits.statementsCachedMax) known.length = 0;
  known.push(fresh);
  memory.set(table, known);
  return fresh;
}

/** Whether these and no others are there, in this order; those that are undefined are not. */
function hasColumns(row: Row, columns: readonly string[]): boolean {
  let met = 0;
  for (const name in row) {
    if (row[name] === undefined) continue;
    if (columns[met] !== name) return false;
    met += 1;
  }
  return met === columns.length;
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
  if (typeof parameter !== 'string' || !parameter.startsWith(MARK))
    return { name: null, index: null, constant: parameter };
  const [name = '', index] = parameter.slice(MARK.length).split(IN_LIST);
  return { name, index: index === undefined ? null : Number(index), constant: undefined };
}

function valueAt(place: Place, values: Row): unknown {
  if (place.name === null) return place.constant;
  const value = values[place.name];
  return place.index === null ? value : (value as readonly unknown[])[place.index];
}

async function run<Result>(db: Queries, { compiled, places }: Shape, values: Row): Promise<Result[]> {
  const parameters = parametersOf(places, values);
  const connection = connectionOf(db);
  if (connection === undefined)
    return (await db.executeQuery<Result>({ ...compiled, parameters })).rows as Result[];
  const rows = connection.rowsOf<Result>(compiled, parameters);
  // SQLite answers at once, and a turn of the queue of microtasks for each statement adds up.
  return Array.isArray(rows) ? rows : await rows;
}

function parametersOf(places: readonly Place[], values: Row): unknown[] {
  const parameters: unknown[] = [];
  for (const place of places) parameters.push(valueAt(place, values));
  return parameters;
}
