import type { PaymentMethod } from '../../checkout/wire.ts';
import type { Surface } from '../../identity/wire.ts';
import { type Queries, sql } from '../../kernel/db/database.ts';

/** Where one band of amounts ends and the next begins, in minor units. */
export const BAND_EDGES = [5_000, 20_000, 100_000] as const;

/** How attempts of one kind ended. */
export interface SuccessCell {
  readonly method: PaymentMethod;
  readonly surface: Surface;
  readonly currency: string;
  /** The band's number, from 0. */
  readonly band: number;
  readonly gateway: string;
  readonly paid: number;
  readonly ended: number;
}

/** Counts attempts that have ended since an instant: paid, of all that were not left alone before anybody was asked. */
export async function readSuccess(
  db: Queries,
  asked: { readonly sinceMs: number; readonly livemode: boolean },
): Promise<SuccessCell[]> {
  const steps = BAND_EDGES.map(
    (edge) => sql`CASE WHEN a."amountMinor" >= ${sql.lit(edge)} THEN 1 ELSE 0 END`,
  );
  const band = sql<number>`(${sql.join(steps, sql` + `)})`;
  const rows = await db
    .selectFrom('payment_attempt as a')
    .select(['a.method', 'a.surface', 'a.currency', 'a.gateway', band.as('band')])
    .select(
      sql<number>`CAST(SUM(CASE WHEN a."status" IN ('succeeded', 'surplus') THEN 1 ELSE 0 END) AS BIGINT)`.as(
        'paid',
      ),
    )
    .select(({ fn }) => fn.countAll<number>().as('ended'))
    .where('a.createdAtMs', '>=', asked.sinceMs)
    .where('a.livemode', '=', asked.livemode ? 1 : 0)
    .where('a.status', 'in', ['succeeded', 'surplus', 'failed', 'canceled'])
    .groupBy(['a.method', 'a.surface', 'a.currency', 'a.gateway', band])
    .execute();
  return rows.map((row) => ({
    ...row,
    method: row.method as PaymentMethod,
    surface: row.surface as Surface,
    band: Number(row.band),
    paid: Number(row.paid),
    ended: Number(row.ended),
  }));
}
