import { sql } from '../../kernel/db/database.ts';
import type { CheckoutDeps } from '../deps.ts';

/** Attempts of one gateway that nobody can call paid or unpaid. */
export interface Doubt {
  readonly gateway: string;
  readonly count: number;
  readonly oldestAtMs: number;
  /** How many of them are asked about no more: a person has to look. */
  readonly givenUp: number;
}

/** Attempts in doubt, by gateway: `unknown` and `closing`, and those that the sweeper gave up. */
export async function doubtsOf(deps: Pick<CheckoutDeps, 'db' | 'livemode'>): Promise<Doubt[]> {
  const givenUp = sql<number>`CAST(SUM(CASE WHEN "checkAtMs" IS NULL THEN 1 ELSE 0 END) AS BIGINT)`;
  const rows = await deps.db.query
    .selectFrom('payment_attempt')
    .select(['gateway', sql<number>`COUNT(*)`.as('count'), givenUp.as('givenUp')])
    .select(({ fn }) => fn.min('createdAtMs').as('oldestAtMs'))
    // What is live has a key; comparing lets both engines use its index.
    .where('liveKey', '>', '')
    .where('status', 'in', ['unknown', 'closing'])
    .where('livemode', '=', deps.livemode ? 1 : 0)
    .groupBy('gateway')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count), givenUp: Number(row.givenUp) }));
}

/** Puts the figures of doubt into `/metrics`; a gateway without any has zeros. */
export async function countDoubts(deps: CheckoutDeps): Promise<void> {
  const doubts = new Map((await doubtsOf(deps)).map((doubt) => [doubt.gateway, doubt]));
  const nowMs = deps.clock.nowMs();
  const gauge = (name: string, help: string) => deps.meter.gauge(name, help, ['gateway']);
  const count = gauge('tilltalk_attempts_in_doubt', 'Attempts that may or may not have charged');
  const oldest = gauge('tilltalk_attempts_in_doubt_oldest_seconds', 'Age of the oldest attempt in doubt');
  const givenUp = gauge('tilltalk_attempts_given_up', 'Attempts in doubt that wait for a person');
  for (const gateway of new Set([...deps.gateways.map(({ name }) => name), ...doubts.keys()])) {
    const doubt = doubts.get(gateway);
    count.set({ gateway }, doubt?.count ?? 0);
    oldest.set({ gateway }, doubt === undefined ? 0 : Math.max(0, (nowMs - doubt.oldestAtMs) / 1000));
    givenUp.set({ gateway }, doubt?.givenUp ?? 0);
  }
}
