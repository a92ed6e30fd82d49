import { createHash } from 'node:crypto';
import type { StatementLine as LineRow } from '../../kernel/db/tables.ts';
import type { CheckoutDeps } from '../deps.ts';
import type { PaymentGateway, StatementLine } from '../gateway/types.ts';
import { windowOf } from './statement-day.ts';
import {
  dropLines,
  findCurrent,
  findImporting,
  keyTextOf,
  lockImport,
  type StatementImport,
  type StatementKey,
  type StatementTotal,
  saveImport,
  saveLines,
  updateImport,
} from './store.ts';

export type StatementDeps = Pick<
  CheckoutDeps,
  'db' | 'clock' | 'newId' | 'log' | 'meter' | 'livemode' | 'merchant'
>;

export interface ImportStatement {
  readonly gateway: Pick<PaymentGateway, 'name' | 'capabilities'>;
  readonly day: string;
  readonly source: StatementImport['source'];
  /** Reads the statement from its beginning, each time it is called. */
  readonly read: () => AsyncIterable<StatementLine>;
  /** Hears how many lines are written. */
  readonly onProgress?: (lines: number) => void;
}

/** A command line shares the database with the server, so its transactions are short. */
const LINES_PER_TRANSACTION = 200;
/** An import that has written nothing for so long was left by a process that is gone, in wall ms. */
const ABANDONED_MS = 5 * 60_000;
const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/**
 * Reads a gateway's statement of one of its days into the database, line by line. The same statement again changes
 * nothing; a corrected one takes the place of the one before, which stays as history. Throws what `read` throws, an
 * Error when a line makes no sense or the same statement is being imported by somebody else.
 */
export async function importStatement(
  deps: StatementDeps,
  command: ImportStatement,
): Promise<{ statement: StatementImport; isNew: boolean }> {
  const key = { gateway: command.gateway.name, day: command.day, livemode: deps.livemode ? 1 : 0 };
  const current = await findCurrent(deps.db.query, key);
  // One whose lines were let go is read again, so that it can be compared.
  const isWhole = current !== undefined && current.linesForgottenAtMs === null;
  if (isWhole && (await digestOf(command.read())) === current.contentHash) {
    return { statement: current, isNew: false };
  }
  const begun = await begin(deps, command, key);
  try {
    const content = await writeLines(deps, command, begun);
    return { statement: await finish(deps, { key, begun, content }), isNew: true };
  } catch (error) {
    await abandon(deps, begun);
    throw error;
  }
}

/** The time zone of a gateway's days. */
export function timeZoneOf(gateway: Pick<PaymentGateway, 'capabilities'>): string {
  return gateway.capabilities.statementTimeZone ?? DEFAULT_TIME_ZONE;
}

async function digestOf(lines: AsyncIterable<StatementLine>): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of lines) hash.update(textOf(line));
  return hash.digest('hex');
}

function textOf(line: StatementLine): string {
  const { type, reference, gatewayId, currency, amountMinor, feeMinor, settledAtMs } = line;
  return `${JSON.stringify([type, reference, gatewayId, currency, amountMinor, feeMinor, settledAtMs])}\n`;
}

async function begin(
  deps: StatementDeps,
  { gateway, day, source }: ImportStatement,
  key: StatementKey,
): Promise<StatementImport> {
  const timeZone = timeZoneOf(gateway);
  const nowMs = deps.clock.wallMs();
  const row: StatementImport = {
    ...key,
    importId: deps.newId('sti'),
    timeZone,
    ...windowOf(day, timeZone),
    source,
    status: 'importing',
    importingKey: keyTextOf(key),
    currentKey: null,
    contentHash: null,
    linesCount: 0,
    totals: [],
    feesBooked: {},
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    matchedAtMs: null,
    linesForgottenAtMs: null,
  };
  if (await deps.db.transact((tx) => saveImport(tx, row))) return row;
  const other = await findImporting(deps.db.query, key);
  if (other !== undefined && nowMs - other.updatedAtMs > ABANDONED_MS) await abandon(deps, other);
  if (await deps.db.transact((tx) => saveImport(tx, row))) return row;
  throw new Error(`the statement of ${key.gateway} of ${key.day} is being imported by another process`);
}

interface Content {
  readonly contentHash: string;
  readonly linesCount: number;
  readonly totals: readonly StatementTotal[];
}

async function writeLines(
  deps: StatementDeps,
  { gateway, read, onProgress }: ImportStatement,
  { importId }: StatementImport,
): Promise<Content> {
  const hash = createHash('sha256');
  const totals = new Map<string, StatementTotal>();
  const { feePpm } = gateway.capabilities;
  let batch: LineRow[] = [];
  let linesCount = 0;
  const flush = async () => {
    const lines = batch;
    batch = [];
    await deps.db.transact(async (tx) => {
      await saveLines(tx, lines);
      await updateImport(tx, importId, { linesCount, updatedAtMs: deps.clock.wallMs() });
    });
    onProgress?.(linesCount);
  };
  for await (const line of read()) {
    linesCount += 1;
    assertSensible(line, linesCount);
    hash.update(textOf(line));
    addToTotal(totals, line);
    const expectedFeeMinor = feePpm === undefined ? null : expectedFeeOf(line, feePpm);
    const paymentReference = line.paymentReference ?? null;
    batch.push({ importId, lineNumber: linesCount, ...line, paymentReference, expectedFeeMinor });
    if (batch.length === LINES_PER_TRANSACTION) await flush();
  }
  if (batch.length > 0) await flush();
  return { contentHash: hash.digest('hex'), linesCount, totals: [...totals.values()] };
}

function assertSensible(line: StatementLine, number: number): void {
  const isWhole = [line.amountMinor, line.feeMinor, line.settledAtMs].every(Number.isSafeInteger);
  const hasNames = line.reference.length > 0 && line.reference.length <= 64 && line.gatewayId.length <= 128;
  if (!isWhole || !hasNames || !/^[A-Z]{3}$/.test(line.currency)) {
    throw new Error(`line ${number} of the statement makes no sense: ${JSON.stringify(line).slice(0, 300)}`);
  }
}

function addToTotal(totals: Map<string, StatementTotal>, line: StatementLine): void {
  const { type, currency } = line;
  const name = `${type}:${currency}`;
  const sum = totals.get(name) ?? { type, currency, lines: 0, amountMinor: 0, feeMinor: 0 };
  const amountMinor = sum.amountMinor + line.amountMinor;
  const feeMinor = sum.feeMinor + line.feeMinor;
  if (!Number.isSafeInteger(amountMinor)) throw new Error(`the statement's sum of ${name} is too large`);
  totals.set(name, { type, currency, lines: sum.lines + 1, amountMinor, feeMinor });
}

/**
 * By contract, to the nearest minor unit. A refund gives the fee of its amount back, or nothing, as gateways have it; what
 * a dispute costs is no share of it.
 */
function expectedFeeOf(line: StatementLine, feePpm: number): number | null {
  if (line.type === 'dispute' || (line.type === 'refund' && line.feeMinor === 0)) return null;
  const magnitude = Number((BigInt(Math.abs(line.amountMinor)) * BigInt(feePpm) + 500_000n) / 1_000_000n);
  return line.type === 'refund' && magnitude !== 0 ? -magnitude : magnitude;
}

/** The new statement takes the place of the one before, together with the fees that are booked of this day. */
async function finish(
  deps: StatementDeps,
  { key, begun, content }: { key: StatementKey; begun: StatementImport; content: Content },
): Promise<StatementImport> {
  const updatedAtMs = deps.clock.wallMs();
  return deps.db.transact(async (tx) => {
    const before = await findCurrent(tx, key);
    const feesBooked = before === undefined ? {} : (await lockImport(tx, before.importId)).feesBooked;
    if (before !== undefined) {
      await updateImport(tx, before.importId, { status: 'superseded', currentKey: null, updatedAtMs });
    }
    const change = {
      ...content,
      status: 'imported',
      importingKey: null,
      currentKey: keyTextOf(key),
      feesBooked,
      updatedAtMs,
    } as const;
    await updateImport(tx, begun.importId, change);
    return { ...begun, ...change };
  });
}

async function abandon(deps: StatementDeps, { importId }: Pick<StatementImport, 'importId'>): Promise<void> {
  const change = { status: 'failed', importingKey: null, updatedAtMs: deps.clock.wallMs() } as const;
  await updateImport(deps.db.query, importId, change);
  while (await dropLines(deps.db.query, importId, LINES_PER_TRANSACTION)) {
    // A part at a time, as it was written.
  }
}
