import { createReadStream, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Learner } from '../../kernel/db/tables.ts';
import { readFileLines } from '../gateway/statement-lines.ts';
import { forgottenOfAttempt, forgottenOfSession } from '../privacy/forgotten.ts';
import type { JournalEntry, PlacedOrder } from './journal-entry.ts';

export interface ForgetInFiles {
  readonly folder: string;
  /** Files that nobody writes into any more. */
  readonly closed: readonly string[];
  /** The one that this process writes into, without a line that waits: changed before anybody else's turn comes. */
  readonly own: string | undefined;
  /** Called when `own` is another file now, before anybody else's turn comes. */
  readonly onReplaced: () => void;
  /** The learner as the database has them now. */
  readonly learner: Learner;
}

/**
 * Takes out of the journal's files what an erasure takes out of the database: the learner's line says what their row says
 * now, orders and attempts lose what names a payer. Ids, amounts and numbers stay, so that a restored backup can still be
 * completed (decision 7). A file is replaced as a whole: a crash leaves the old one or the new one.
 */
export async function forgetInFiles(command: ForgetInFiles): Promise<void> {
  const { folder, closed, own, learner, onReplaced } = command;
  const names = own === undefined ? closed : [...closed, own];
  const paymentIds = await paymentsOf(folder, names, learner.learnerId);
  const forget = forgetting(learner, paymentIds);
  for (const name of closed) await rewrite(join(folder, name), forget);
  if (own === undefined) return;
  rewriteAtOnce(join(folder, own), forget);
  onReplaced();
}

async function paymentsOf(
  folder: string,
  names: readonly string[],
  learnerId: string,
): Promise<ReadonlySet<string>> {
  const paymentIds = new Set<string>();
  for (const name of names) {
    for await (const { text, isWhole } of readFileLines(createReadStream(join(folder, name)))) {
      if (!isWhole || !text.startsWith('{"kind":"order"') || !text.includes(learnerId)) continue;
      const { order, payment } = JSON.parse(text) as PlacedOrder;
      if (order.learnerId === learnerId) paymentIds.add(payment.paymentId);
    }
  }
  return paymentIds;
}

/** What becomes of a line; the line itself where it says nothing of this learner. */
function forgetting(learner: Learner, paymentIds: ReadonlySet<string>): (text: string) => string {
  const ids = [learner.learnerId, ...paymentIds];
  return (text) => {
    if (!ids.some((id) => text.includes(id))) return text;
    const entry = JSON.parse(text) as JournalEntry;
    return JSON.stringify(forgotten(entry, learner, paymentIds));
  };
}

function forgotten(entry: JournalEntry, learner: Learner, paymentIds: ReadonlySet<string>): JournalEntry {
  if (entry.kind === 'learner')
    return entry.learner.learnerId === learner.learnerId ? { ...entry, learner } : entry;
  if (entry.kind === 'order') {
    const isTheirs = entry.order.learnerId === learner.learnerId;
    return isTheirs ? { ...entry, session: { ...entry.session, ...forgottenOfSession } } : entry;
  }
  const isTheirs = paymentIds.has(entry.attempt.paymentId);
  return isTheirs ? { ...entry, attempt: { ...entry.attempt, ...forgottenOfAttempt } } : entry;
}

const MODE = 0o600;

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  const next = `${path}.${process.pid}.next`;
  const file = await open(next, 'w', MODE);
  let isChanged = false;
  try {
    for await (const { text, isWhole } of readFileLines(createReadStream(path))) {
      const changed = isWhole ? change(text) : text;
      isChanged ||= changed !== text;
      await file.write(isWhole ? `${changed}\n` : changed);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await (isChanged ? rename(next, path) : rm(next));
}

function rewriteAtOnce(path: string, change: (text: string) => string): void {
  const lines = readFileSync(path, 'utf8').split('\n');
  // What comes after the last line end is empty, or half a line of a kill: kept as it is.
  const changed = lines.map((text, index) => (index === lines.length - 1 ? text : change(text)));
  if (changed.every((text, index) => text === lines[index])) return;
  const next = `${path}.${process.pid}.next`;
  writeFileSync(next, changed.join('\n'), { mode: MODE, flush: true });
  renameSync(next, path);
}
