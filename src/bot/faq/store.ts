import type { Language } from '../../identity/wire.ts';
import type { Queries, Tx } from '../../kernel/db/database.ts';
import { insertRow } from '../../kernel/db/prepared.ts';
import type { FaqEntry } from './types.ts';

/** The newest version of each answer that was not withdrawn, by key. */
export async function currentEntries(queries: Queries): Promise<FaqEntry[]> {
  const rows = await queries
    .selectFrom('faq_entry')
    .selectAll()
    .where('replacedAtMs', 'is', null)
    .orderBy('key')
    .execute();
  return rows.map(
    ({ questionsZh, questionsEn, answerZh, answerEn, createdAtMs: _, replacedAtMs: _r, ...row }) => ({
      ...row,
      questions: { zh: JSON.parse(questionsZh) as string[], en: JSON.parse(questionsEn) as string[] },
      answer: { zh: answerZh, en: answerEn },
    }),
  );
}

/** Writes a version of an answer. */
export async function saveEntry(tx: Tx, entry: FaqEntry, createdAtMs: number): Promise<void> {
  const { questions, answer, ...rest } = entry;
  await insertRow(tx, 'faq_entry', {
    ...rest,
    questionsZh: JSON.stringify(questions.zh),
    questionsEn: JSON.stringify(questions.en),
    answerZh: answer.zh,
    answerEn: answer.en,
    createdAtMs,
    replacedAtMs: null,
  });
}

export async function replaceEntry(tx: Tx, faqEntryId: string, replacedAtMs: number): Promise<void> {
  await tx.updateTable('faq_entry').set({ replacedAtMs }).where('faqEntryId', '=', faqEntryId).execute();
}

/** The highest version of each key, withdrawn ones too. */
export async function lastVersions(queries: Queries): Promise<Map<string, number>> {
  const rows = await queries
    .selectFrom('faq_entry')
    .select(({ fn }) => ['key', fn.max('version').as('version')])
    .groupBy('key')
    .execute();
  return new Map(rows.map(({ key, version }) => [key, Number(version)]));
}

interface MissRow {
  readonly activityId: string;
  readonly conversationId: string;
  readonly language: Language;
  readonly livemode: 0 | 1;
  readonly createdAtMs: number;
}

export async function saveMiss(tx: Tx, row: MissRow): Promise<void> {
  await tx
    .insertInto('faq_miss')
    .values(row)
    .onConflict((conflict) => conflict.column('activityId').doNothing())
    .execute();
}

interface FeedbackRow {
  readonly answerActivityId: string;
  readonly faqEntryId: string;
  readonly conversationId: string;
  readonly helped: 0 | 1;
  readonly createdAtMs: number;
}

export async function saveFeedback(tx: Tx, row: FeedbackRow): Promise<void> {
  await tx
    .insertInto('faq_feedback')
    .values(row)
    .onConflict((conflict) => conflict.column('answerActivityId').doUpdateSet({ helped: row.helped }))
    .execute();
}

/** A question that nothing answered. */
export interface UnansweredQuestion {
  readonly activityId: string;
  readonly conversationId: string;
  readonly language: string;
  readonly text: string;
  readonly createdAtMs: number;
}

/** What nothing answered, newest first; without the words that were erased since. */
export async function unansweredQuestions(queries: Queries, limit: number): Promise<UnansweredQuestion[]> {
  const rows = await queries
    .selectFrom('faq_miss')
    .innerJoin('activity', 'activity.activityId', 'faq_miss.activityId')
    .select([
      'faq_miss.activityId',
      'faq_miss.conversationId',
      'faq_miss.language',
      'faq_miss.createdAtMs',
      'activity.content',
    ])
    .orderBy('faq_miss.createdAtMs', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ content, ...row }) => ({
    ...row,
    text: (JSON.parse(content) as { text?: string }).text ?? '',
  }));
}

/** How often each answer helped, by key. */
export async function feedbackByKey(
  queries: Queries,
): Promise<{ key: string; helped: number; answered: number }[]> {
  const rows = await queries
    .selectFrom('faq_feedback')
    .innerJoin('faq_entry', 'faq_entry.faqEntryId', 'faq_feedback.faqEntryId')
    .select(({ fn }) => [
      'faq_entry.key',
      fn.sum<number>('faq_feedback.helped').as('helped'),
      fn.countAll<number>().as('answered'),
    ])
    .groupBy('faq_entry.key')
    .orderBy('faq_entry.key')
    .execute();
  return rows.map(({ key, helped, answered }) => ({
    key,
    helped: Number(helped),
    answered: Number(answered),
  }));
}
