import type { Queries } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import type { Interval } from '../journey/period-intervals.ts';
import { type AskedQuestion, groupQuestions } from './group-questions.ts';
import type { FiguresView } from './wire.ts';

const GROUPS_MAX = 30;

export interface UnansweredDeps {
  readonly db: { readonly query: Queries };
  readonly livemode: boolean;
  /** Whether figures may tell what was written. */
  readonly keepsText: boolean;
}

/**
 * What nothing answered, alike questions together, the most asked first. Words are read where conversations lie, so that
 * whoever was erased is not among them; they are told only where facts may hold them, else the conversation alone.
 */
export async function unansweredOf(
  { db, livemode, keepsText }: UnansweredDeps,
  intervals: readonly Interval[],
): Promise<FiguresView['unanswered']> {
  const asked: AskedQuestion[] = [];
  for (const interval of intervals) asked.push(...(await findMisses(db.query, { ...interval, livemode })));
  return (await groupQuestions(asked))
    .slice(0, GROUPS_MAX)
    .map(({ example, count, conversations, languages, lastAtMs }) => ({
      question: keepsText ? example.text.slice(0, limits.analyticsQuestionCharacters) : null,
      count,
      conversations,
      languages: [...languages],
      lastAtMs,
      conversationId: example.conversationId,
    }));
}

/** The latest questions of an interval that nothing answered, with their words. */
async function findMisses(
  queries: Queries,
  { fromMs, toMs, livemode }: Interval & { readonly livemode: boolean },
): Promise<AskedQuestion[]> {
  const rows = await queries
    .selectFrom('faq_miss as m')
    .innerJoin('activity as a', 'a.activityId', 'm.activityId')
    .select(['m.conversationId', 'm.language', 'm.createdAtMs', 'a.content'])
    .where('m.livemode', '=', livemode ? 1 : 0)
    .where('m.createdAtMs', '>=', fromMs)
    .where('m.createdAtMs', '<', toMs)
    .orderBy('m.createdAtMs', 'desc')
    .orderBy('m.activityId')
    .limit(limits.analyticsQuestionsMax)
    .execute();
  return rows.map(({ content, language, conversationId, createdAtMs }) => ({
    ...{ language, conversationId },
    atMs: createdAtMs,
    text: (JSON.parse(content) as { text?: string }).text ?? '',
  }));
}
