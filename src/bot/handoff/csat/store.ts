import type { Queries, Tx } from '../../../kernel/db/database.ts';
import type { Csat as CsatRow } from '../../../kernel/db/tables.ts';

export type { CsatRow };

/** What ratings are told of. */
export const CSAT_SINCE_MS = 30 * 86_400_000;

export function findCsat(queries: Queries, csatId: string): Promise<CsatRow | undefined> {
  return queries.selectFrom('csat').selectAll().where('csatId', '=', csatId).executeTakeFirst();
}

/** The last question in a thread. */
export function findLastCsat(queries: Queries, conversationId: string): Promise<CsatRow | undefined> {
  return queries
    .selectFrom('csat')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('askedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when it was answered before. */
export async function answerOnce(
  tx: Tx,
  { csatId, ...answer }: Pick<CsatRow, 'csatId' | 'score' | 'comment' | 'answeredAtMs'>,
): Promise<boolean> {
  const result = await tx
    .updateTable('csat')
    .set(answer)
    .where('csatId', '=', csatId)
    .where('answeredAtMs', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How many rated each agent since an instant, and how on average; only of those who were rated. */
export async function sumCsatByAgent(
  queries: Queries,
  { livemode, sinceMs }: { livemode: number; sinceMs: number },
): Promise<Map<string, { answered: number; meanScore: number }>> {
  const rows = await queries
    .selectFrom('csat')
    .select((eb) => [
      'staffId',
      eb.fn.count<number>('score').as('answered'),
      eb.fn.sum<number>('score').as('total'),
    ])
    .where('livemode', '=', livemode)
    .where('askedAtMs', '>', sinceMs)
    .where('score', 'is not', null)
    .groupBy('staffId')
    .execute();
  return new Map(
    rows.flatMap(({ staffId, answered, total }) =>
      staffId === null
        ? []
        : [[staffId, { answered: Number(answered), meanScore: Number(total) / Number(answered) }]],
    ),
  );
}

/** Asked, answered and the sum of the scores since an instant. */
export async function sumCsat(
  queries: Queries,
  { livemode, sinceMs }: { livemode: number; sinceMs: number },
): Promise<{ asked: number; answered: number; meanScore: number | null }> {
  const row = await queries
    .selectFrom('csat')
    .select((eb) => [
      eb.fn.countAll<number>().as('asked'),
      eb.fn.count<number>('score').as('answered'),
      eb.fn.sum<number | null>('score').as('total'),
    ])
    .where('livemode', '=', livemode)
    .where('askedAtMs', '>', sinceMs)
    .executeTakeFirstOrThrow();
  const answered = Number(row.answered);
  const meanScore = answered === 0 ? null : Number(row.total) / answered;
  return { asked: Number(row.asked), answered, meanScore };
}
