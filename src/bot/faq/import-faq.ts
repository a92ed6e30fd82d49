import type { Tx } from '../../kernel/db/database.ts';
import { maskWords } from '../conversation/mask-words.ts';
import type { ConversationDeps } from '../deps.ts';
import type { WrittenAnswer } from './read-faq.ts';
import { currentEntries, lastVersions, replaceEntry, saveEntry } from './store.ts';
import type { FaqEntry } from './types.ts';

export type ImportFaqDeps = Pick<ConversationDeps, 'db' | 'clock' | 'newId'>;

export interface ImportFaq {
  readonly answers: readonly WrittenAnswer[];
  /** Withdraws what the file no longer has. */
  readonly withdrawOthers: boolean;
}

export interface ImportedFaq {
  readonly added: number;
  /** Changed ones: each has a new version, the earlier ones stay. */
  readonly changed: number;
  readonly same: number;
  readonly withdrawn: number;
}

/** Takes answers over, masked (C7), in one transaction; one that did not change keeps its version. */
export async function importFaq(
  deps: ImportFaqDeps,
  { answers, withdrawOthers }: ImportFaq,
): Promise<ImportedFaq> {
  const nowMs = deps.clock.nowMs();
  return deps.db.transact(async (tx) => {
    const current = new Map((await currentEntries(tx)).map((entry) => [entry.key, entry]));
    const versions = await lastVersions(tx);
    const count = { added: 0, changed: 0, same: 0 };
    for (const answer of maskWords(answers)) {
      const before = current.get(answer.key);
      const version = (versions.get(answer.key) ?? 0) + 1;
      const entry = { ...answer, faqEntryId: deps.newId('faq'), version };
      count[await takeOver(tx, { before, entry, nowMs })] += 1;
      current.delete(answer.key);
    }
    const others = withdrawOthers ? [...current.values()] : [];
    for (const { faqEntryId } of others) await replaceEntry(tx, faqEntryId, nowMs);
    return { ...count, withdrawn: others.length };
  });
}

interface TakeOver {
  readonly before: FaqEntry | undefined;
  readonly entry: FaqEntry;
  readonly nowMs: number;
}

async function takeOver(tx: Tx, { before, entry, nowMs }: TakeOver): Promise<'added' | 'changed' | 'same'> {
  if (before !== undefined && isSame(before, entry)) return 'same';
  if (before !== undefined) await replaceEntry(tx, before.faqEntryId, nowMs);
  await saveEntry(tx, entry, nowMs);
  return before === undefined ? 'added' : 'changed';
}

function isSame(before: WrittenAnswer, after: WrittenAnswer): boolean {
  return JSON.stringify(ordered(before)) === JSON.stringify(ordered(after));
}

function ordered({ key, questions, answer, sourceUrl, validFromMs, validUntilMs }: WrittenAnswer) {
  const { zh, en } = questions;
  return [key, zh, en, answer.zh, answer.en, sourceUrl, validFromMs, validUntilMs];
}
