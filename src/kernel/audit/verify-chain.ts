import type { Queries } from '../db/database.ts';
import type { AuditCheckpoint, AuditEntry } from '../db/tables.ts';
import { GENESIS, hashOfEntry } from './chain.ts';
import { isSignedBy } from './checkpoint-key.ts';

/**
 * What is wrong with the first entry that is wrong.
 * `altered`: its content or hash is not what was written. `missing`: there is none of that number, or it was taken out
 * and the others moved up. `reordered`: it stands where another one stood. `rewritten`: the chain holds together, but
 * a signed checkpoint saw another one. `unsigned`: a checkpoint that none of the trusted keys signed.
 */
export type ChainFault = 'altered' | 'missing' | 'reordered' | 'rewritten' | 'unsigned';

export type ChainVerdict =
  | { readonly isIntact: true; readonly entries: number; readonly checkpoints: number; readonly head: string }
  | { readonly isIntact: false; readonly fault: ChainFault; readonly sequence: number };

export interface VerifyChain {
  /** Keys (raw Ed25519, base64url) whose signature counts; not taken from the database, which is what is doubted. */
  readonly publicKeys: readonly string[];
  /** Told after each page, with how many entries are verified. */
  readonly onProgress?: (entries: number) => void;
}

const PAGE = 1_000;

/** Reads the whole audit chain page by page and finds the first entry that is not as it was written. */
export async function verifyChain(db: Queries, command: VerifyChain): Promise<ChainVerdict> {
  const checkpoints = await db.selectFrom('audit_checkpoint').selectAll().orderBy('sequence').execute();
  const waiting = [...checkpoints];
  let last = { sequence: 0, hash: GENESIS };
  for (;;) {
    const page = await readPage(db, last.sequence);
    for (const entry of page) {
      const fault =
        (await faultOf(db, entry, last)) ?? faultOfCheckpoints(command, waitingAt(waiting, entry), entry);
      if (fault !== undefined) return { isIntact: false, ...fault };
      last = entry;
    }
    command.onProgress?.(last.sequence);
    if (page.length < PAGE) break;
  }
  // A checkpoint of an entry that is not there: the end of the chain was cut off.
  if (waiting.length > 0) return { isIntact: false, fault: 'missing', sequence: last.sequence + 1 };
  return { isIntact: true, entries: last.sequence, checkpoints: checkpoints.length, head: last.hash };
}

interface Fault {
  readonly fault: ChainFault;
  readonly sequence: number;
}

type Head = Pick<AuditEntry, 'sequence' | 'hash'>;

async function faultOf(db: Queries, entry: AuditEntry, last: Head): Promise<Fault | undefined> {
  const sequence = last.sequence + 1;
  if (entry.sequence !== sequence) return { fault: 'missing', sequence };
  const { hash, ...content } = entry;
  const isAsHashed = hashOfEntry(content) === hash;
  if (entry.previousHash === last.hash) return isAsHashed ? undefined : { fault: 'altered', sequence };
  if (await isHashOfAnother(db, entry.previousHash, sequence)) return { fault: 'reordered', sequence };
  // It is whole and follows another entry than the one before it, so that one was altered and hashed anew.
  if (isAsHashed) return { fault: 'altered', sequence: Math.max(1, last.sequence) };
  // Its own number was its follower's before: one was taken out and those behind it moved up.
  const wasNext = hashOfEntry({ ...content, sequence: sequence + 1 }) === hash;
  return { fault: wasNext ? 'missing' : 'altered', sequence };
}

async function isHashOfAnother(db: Queries, hash: string, sequence: number): Promise<boolean> {
  const row = await db
    .selectFrom('audit_entry')
    .select('sequence')
    .where('hash', '=', hash)
    .where('sequence', '<>', sequence)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes the checkpoints of this entry off the list. */
function waitingAt(waiting: AuditCheckpoint[], { sequence }: Head): AuditCheckpoint[] {
  const count = waiting.findIndex((checkpoint) => checkpoint.sequence > sequence);
  return waiting.splice(0, count === -1 ? waiting.length : count);
}

function faultOfCheckpoints(
  { publicKeys }: VerifyChain,
  checkpoints: readonly AuditCheckpoint[],
  { sequence, hash }: Head,
): Fault | undefined {
  for (const checkpoint of checkpoints) {
    if (!publicKeys.some((key) => isSignedBy(key, checkpoint))) return { fault: 'unsigned', sequence };
    if (checkpoint.hash !== hash) return { fault: 'rewritten', sequence };
  }
  return undefined;
}

function readPage(db: Queries, afterSequence: number): Promise<AuditEntry[]> {
  return db
    .selectFrom('audit_entry')
    .selectAll()
    .where('sequence', '>', afterSequence)
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
}
