import { closeSync, createReadStream, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../kernel/db/database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import type { Learner } from '../../kernel/db/tables.ts';
import type { Log } from '../../kernel/log.ts';
import { readFileLines } from '../gateway/statement-lines.ts';
import type { Attempt } from '../payment/store.ts';
import { forgetInFiles } from './forget-in-journal.ts';
import type { JournalEntry, PlacedOrder } from './journal-entry.ts';

/**
 * What is needed to know again, after a restored backup, whose a payment at a gateway is: orders, attempts and their
 * learners, as lines of files beside the database. It proves nothing: a gateway's own answer does.
 */
export interface AttemptJournal {
  /** Notes an order once it is committed; it is in its file before whoever waits for the commit goes on. Never throws. */
  recordOrder(placed: PlacedOrder): void;
  recordAttempt(attempt: Attempt): void;
  /** What is noted of attempts, by their gatewayReference. */
  find(references: ReadonlySet<string>): Promise<Map<string, JournaledAttempt>>;
  /** Removes files of days that are longer ago than `days`; of those that stay, what was erased lately is taken out. */
  forget(days: number): Promise<void>;
  /** Takes an erased learner's personal data out of all files but those that other processes write into today. */
  forgetLearner(learnerId: string): Promise<void>;
  /** Waits until everything noted is written. */
  close(): Promise<void>;
}

export interface JournaledAttempt {
  readonly attempt: Attempt;
  /** Absent when the order was placed before the journal's first file. */
  readonly placed: PlacedOrder | undefined;
  readonly learner: Learner | undefined;
}

export interface JournalOptions {
  readonly folder: string;
  /** Names this process in its file, so that no two write into one. */
  readonly processId: string;
  readonly wallMs: () => number;
  readonly db: Database;
  readonly log: Log;
}

const LEARNERS_REMEMBERED_MAX = 50_000;
const FILE_NAME = /^attempts-(\d{4}-\d{2}-\d{2})-[0-9a-f]{8}\.jsonl$/;
const DAY_MS = 86_400_000;
const CHECK_EVERY_MS = 250;
/** What another process still wrote into when it was erased is closed by now. */
const ERASED_LATELY_MS = 3 * DAY_MS;

/** Opens the journal of this process. Its folder is made with the first line. */
export function openJournal(options: JournalOptions): AttemptJournal {
  const append = createAppender(options);
  const known = new Set<string>();
  const learning = new Set<Promise<void>>();
  const recordLearner = async (learnerId: string): Promise<void> => {
    if (known.has(learnerId)) return;
    if (known.size >= LEARNERS_REMEMBERED_MAX) known.clear();
    known.add(learnerId);
    const learner = await learnerOf(options.db, learnerId);
    if (learner !== undefined) append.line({ kind: 'learner', learner });
  };
  const forgetLearner = async (learnerId: string): Promise<void> => {
    const learner = await learnerOf(options.db, learnerId);
    if (learner === undefined) return;
    const today = dayOf(options.wallMs());
    const files = await filesOf(options.folder);
    const closed = files.filter(({ day }) => day < today).map(({ name }) => name);
    const own = files.find(({ name }) => name === fileOf(today, options.processId))?.name;
    await forgetInFiles({ folder: options.folder, closed, own, learner, onReplaced: append.openAnew });
  };
  return {
    recordOrder: (placed) => {
      append.line({ kind: 'order', ...placed });
      const learned = recordLearner(placed.order.learnerId)
        .catch((error: unknown) => options.log.error({ error }, 'a learner could not be journaled'))
        .finally(() => learning.delete(learned));
      learning.add(learned);
    },
    recordAttempt: (attempt) => append.line({ kind: 'attempt', attempt }),
    find: (references) => findIn(options.folder, references),
    forget: async (days) => {
      await forget(options, days);
      const sinceMs = options.wallMs() - ERASED_LATELY_MS;
      for (const learnerId of await erasedSince(options.db, sinceMs)) await forgetLearner(learnerId);
    },
    forgetLearner,
    close: async () => {
      await Promise.all(learning);
      append.close();
    },
  };
}

/**
 * Writes the lines of one moment together, before anything that waits for that moment goes on: a gateway is asked only
 * after that. A call to the kernel costs less than waiting for a thread. What cannot be written keeps nobody from paying.
 */
function createAppender({ folder, processId, wallMs, log }: JournalOptions) {
  let open: OpenFile | undefined;
  const close = (): void => {
    if (open !== undefined) closeSync(open.descriptor);
    open = undefined;
  };
  const descriptorOf = (nowMs: number): number => {
    const day = Math.floor(nowMs / DAY_MS);
    if (open?.day === day && isThere(open, nowMs)) return open.descriptor;
    close();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = fileOf(dayOf(nowMs), processId);
    open = { day, descriptor: openSync(join(folder, name), 'a', 0o600), checkedMs: nowMs };
    return open.descriptor;
  };
  let waiting = '';
  const write = (): void => {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    try {
      writeSync(descriptorOf(wallMs()), text);
    } catch (error) {
      log.error({ error }, 'the journal of attempts could not be written');
    }
  };
  return {
    line: (entry: JournalEntry): void => {
      // What is told as a transaction ends comes before whoever waits for its end: so does this.
      if (waiting === '') queueMicrotask(write);
      waiting += `${JSON.stringify(entry)}\n`;
    },
    /** The next line goes into the file that has the name then. */
    openAnew: close,
    close: (): void => {
      write();
      close();
    },
  };
}

interface OpenFile {
  /** Since 1970, UTC. */
  readonly day: number;
  readonly descriptor: number;
  checkedMs: number;
}

/** A file that somebody removed would swallow what is written into it: looked at once a moment. */
function isThere(open: OpenFile, nowMs: number): boolean {
  if (Math.abs(nowMs - open.checkedMs) < CHECK_EVERY_MS) return true;
  open.checkedMs = nowMs;
  return fstatSync(open.descriptor).nlink > 0;
}

function dayOf(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}

function fileOf(day: string, processId: string): string {
  return `attempts-${day}-${processId.replaceAll('-', '').slice(0, 8)}.jsonl`;
}

async function learnerOf(db: Database, learnerId: string): Promise<Learner | undefined> {
  const [learner] = await learnerById(db.query, { learnerId });
  return learner;
}

const learnerById = prepared((db, { learnerId }: { learnerId: string }) =>
  db.selectFrom('learner').selectAll().where('learnerId', '=', learnerId),
);

async function erasedSince(db: Database, sinceMs: number): Promise<string[]> {
  const rows = await db.query
    .selectFrom('learner')
    .select('learnerId')
    .where('erasedAtMs', '>=', sinceMs)
    .execute();
  return rows.map(({ learnerId }) => learnerId);
}

async function filesOf(folder: string): Promise<{ name: string; day: string }[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .map((name) => ({ name, day: FILE_NAME.exec(name)?.[1] ?? '' }))
    .filter(({ day }) => day !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function forget({ folder, wallMs }: JournalOptions, days: number): Promise<void> {
  const oldest = dayOf(wallMs() - days * DAY_MS);
  for (const { name, day } of await filesOf(folder)) {
    if (day < oldest) await rm(join(folder, name), { force: true });
  }
}

/** Three passes, each keeping only what the one before asks for: attempts, their orders, the orders' learners. */
async function findIn(
  folder: string,
  references: ReadonlySet<string>,
): Promise<Map<string, JournaledAttempt>> {
  const attempts = new Map<string, Attempt>();
  for await (const { attempt } of entriesOf(folder, 'attempt')) {
    if (references.has(attempt.gatewayReference)) attempts.set(attempt.gatewayReference, attempt);
  }
  const paymentIds = new Set([...attempts.values()].map(({ paymentId }) => paymentId));
  const orders = new Map<string, PlacedOrder>();
  for await (const { kind: _, ...placed } of entriesOf(folder, 'order')) {
    if (paymentIds.has(placed.payment.paymentId)) orders.set(placed.payment.paymentId, placed);
  }
  const learnerIds = new Set([...orders.values()].map(({ order }) => order.learnerId));
  const learners = new Map<string, Learner>();
  for await (const { learner } of entriesOf(folder, 'learner')) {
    if (learnerIds.has(learner.learnerId)) learners.set(learner.learnerId, learner);
  }
  return new Map(
    [...attempts].map(([reference, attempt]) => {
      const placed = orders.get(attempt.paymentId);
      return [reference, { attempt, placed, learner: placed && learners.get(placed.order.learnerId) }];
    }),
  );
}

async function* entriesOf<Kind extends JournalEntry['kind']>(
  folder: string,
  kind: Kind,
): AsyncGenerator<Extract<JournalEntry, { kind: Kind }>> {
  for (const { name } of await filesOf(folder)) {
    for await (const { text, isWhole } of readFileLines(createReadStream(join(folder, name)))) {
      // A kill in mid-write leaves half a line; its attempt was not sent to a gateway yet.
      if (!isWhole || !text.startsWith(`{"kind":"${kind}"`)) continue;
      yield JSON.parse(text) as Extract<JournalEntry, { kind: Kind }>;
    }
  }
}
