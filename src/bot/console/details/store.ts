import type { Queries } from '../../../kernel/db/database.ts';

/** The address a learner last paid from, where a gateway asked for it. */
export async function findLastAddress(queries: Queries, learnerId: string): Promise<string | null> {
  const row = await queries
    .selectFrom('payment')
    .innerJoin('payment_attempt', 'payment_attempt.paymentId', 'payment.paymentId')
    .select('payment_attempt.payerIpAddress')
    .where('payment.learnerId', '=', learnerId)
    .where('payment_attempt.payerIpAddress', 'is not', null)
    .orderBy('payment_attempt.createdAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.payerIpAddress ?? null;
}

/** How a learner rated people, newest first. */
export async function findRatings(queries: Queries, learnerId: string) {
  const rows = await queries
    .selectFrom('csat')
    .innerJoin('conversation', 'conversation.conversationId', 'csat.conversationId')
    .select(['csat.conversationId', 'csat.score', 'csat.comment', 'csat.answeredAtMs'])
    .where('conversation.learnerId', '=', learnerId)
    .where('csat.answeredAtMs', 'is not', null)
    .orderBy('csat.answeredAtMs', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ conversationId, score, comment, answeredAtMs }) => ({
    conversationId,
    score: score ?? 0,
    comment,
    atMs: answeredAtMs ?? 0,
  }));
}
