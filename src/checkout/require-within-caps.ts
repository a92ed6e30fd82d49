import { type Queries, sql } from '../kernel/db/database.ts';
import { DomainError } from '../kernel/errors.ts';
import type { CheckoutDeps } from './deps.ts';
import { accountingDayOf } from './ledger/accounting-day.ts';
import { capsOf, type RoleCaps, staffCapErrors } from './staff-caps.ts';

/** What somebody is about to give. */
export interface StaffGift {
  readonly staffId: string;
  /** Left out: the caps of everybody. */
  readonly role?: string;
  readonly kind: 'refund' | 'coupon';
  readonly learnerId: string;
  /** Accounts that are the member of staff's own. */
  readonly ownLearnerIds: readonly string[];
  readonly currency: string;
  /** Of a refund, or off by a coupon; 0 for a percentage. */
  readonly amountMinor: number;
  /** Of a coupon by percentage. */
  readonly percentOff?: number;
  /** A second person has confirmed it: only the own account still refuses. */
  readonly confirmedBy?: string;
  /** This transaction has written it already: the sum of the day holds it. */
  readonly isWritten?: boolean;
}

type CapDeps = Pick<CheckoutDeps, 'clock' | 'merchant' | 'staffCaps'>;

/**
 * Whether a member of staff may give this alone (M17): caps per action and per accounting day, never to themselves.
 * Ask it in the transaction that writes the gift. Throws `staff_own_account`, `staff_cap_exceeded`.
 */
export async function requireWithinCaps(deps: CapDeps, db: Queries, gift: StaffGift): Promise<void> {
  if (gift.ownLearnerIds.includes(gift.learnerId)) throw new DomainError(staffCapErrors.staff_own_account);
  if (gift.confirmedBy !== undefined && gift.confirmedBy !== gift.staffId) return;
  const caps = capsOf(deps.staffCaps, gift.role);
  const { perAction, perDay } = caps[gift.kind];
  const { percentMax, countPerDay } = caps.coupon;
  refuseAbove({ cap: 'per_action', value: gift.amountMinor, max: perAction[gift.currency] ?? 0 });
  refuseAbove({ cap: 'percent', value: gift.percentOff ?? 0, max: percentMax });
  await lockGiver(db, gift.staffId);
  const given = await givenToday(deps, db, gift);
  const amountMinor = given.amountMinor + (gift.isWritten ? 0 : gift.amountMinor);
  refuseAbove({ cap: 'per_day', value: amountMinor, max: perDay[gift.currency] ?? 0 });
  if (gift.kind === 'coupon') refuseAbove({ cap: 'count_per_day', value: given.count + 1, max: countPerDay });
}

/** Two gifts of one person at once must not both fit into what is left of the day. */
async function lockGiver(db: Queries, staffId: string): Promise<void> {
  await db.selectFrom('staff').select('staffId').where('staffId', '=', staffId).forUpdate().execute();
}

/** What somebody may give alone, and what they have given today, by currency. */
export interface Allowance {
  readonly caps: RoleCaps;
  readonly refundsMinor: Readonly<Record<string, number>>;
  readonly couponsMinor: Readonly<Record<string, number>>;
  readonly couponsCount: number;
}

/** How much is left of the caps of a member of staff. */
export async function allowanceOf(
  deps: CapDeps,
  db: Queries,
  { staffId, role }: { staffId: string; role: string },
): Promise<Allowance> {
  const caps = capsOf(deps.staffCaps, role);
  const sumOf = async (kind: StaffGift['kind']) => {
    const sums: Record<string, number> = {};
    for (const currency of Object.keys(caps[kind].perDay))
      sums[currency] = (await givenToday(deps, db, { staffId, kind, currency })).amountMinor;
    return sums;
  };
  const { count } = await givenToday(deps, db, { staffId, kind: 'coupon', currency: '' });
  return {
    caps,
    refundsMinor: await sumOf('refund'),
    couponsMinor: await sumOf('coupon'),
    couponsCount: count,
  };
}

function refuseAbove({ cap, value, max }: { cap: string; value: number; max: number }): void {
  if (value <= max) return;
  throw new DomainError(staffCapErrors.staff_cap_exceeded, { extensions: { cap, max, value } });
}

/** Longer than any day, whatever the clocks did. */
const DAY_MAX_MS = 26 * 3_600_000;

async function givenToday(
  deps: CapDeps,
  db: Queries,
  { staffId, kind, currency }: Pick<StaffGift, 'staffId' | 'kind' | 'currency'>,
): Promise<{ amountMinor: number; count: number }> {
  const nowMs = deps.clock.nowMs();
  const since = { staffId, currency, sinceMs: nowMs - DAY_MAX_MS };
  const rows = kind === 'refund' ? await refundsOf(db, since) : await couponsOf(db, since);
  const { timeZone } = deps.merchant;
  const today = accountingDayOf(nowMs, timeZone);
  const ofToday = rows.filter((row) => accountingDayOf(row.createdAtMs, timeZone) === today);
  return {
    amountMinor: ofToday.reduce((sum, row) => sum + row.amountMinor, 0),
    count: ofToday.length,
  };
}

interface Since {
  readonly staffId: string;
  readonly currency: string;
  readonly sinceMs: number;
}

function refundsOf(db: Queries, { staffId, currency, sinceMs }: Since) {
  return db
    .selectFrom('refund')
    .select(['amountMinor', 'createdAtMs'])
    .where('requestedBy', '=', 'agent')
    .where('requestedById', '=', staffId)
    .where('currency', '=', currency)
    .where('status', '<>', 'failed')
    .where('createdAtMs', '>=', sinceMs)
    .execute();
}

async function couponsOf(db: Queries, { staffId, currency, sinceMs }: Since) {
  const rows = await db
    .selectFrom('coupon')
    .select(['amountsOff', 'createdAtMs', sql<number>`COALESCE("stock", 1)`.as('uses')])
    .where('createdBy', '=', staffId)
    .where('createdAtMs', '>=', sinceMs)
    .execute();
  return rows.map(({ amountsOff, createdAtMs, uses }) => {
    const offMinor =
      amountsOff === null ? 0 : ((JSON.parse(amountsOff) as Record<string, number>)[currency] ?? 0);
    return { createdAtMs, amountMinor: offMinor * uses };
  });
}
