import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared } from '../../kernel/db/prepared.ts';
import type { Coupon as CouponRow, CouponUse as CouponUseRow } from '../../kernel/db/tables.ts';
import { nothingChargeable } from '../payment/nothing-chargeable.ts';
import type { Coupon, CouponUseState } from './coupon.ts';

export interface CouponUse extends Omit<CouponUseRow, 'status' | 'checkoutKey' | 'slotKey'> {
  readonly status: CouponUseState;
}

/** False when there is a coupon of this code. */
export async function saveCoupon(tx: Tx, coupon: Coupon): Promise<boolean> {
  const rows = await tx
    .insertInto('coupon')
    .values(rowOf(coupon))
    .onConflict((conflict) => conflict.column('codeKey').doNothing())
    .returning('couponId')
    .execute();
  return rows.length === 1;
}

const byCodeKey = prepared((db, { codeKey }: { codeKey: string }) =>
  db.selectFrom('coupon').selectAll().where('codeKey', '=', codeKey),
);

export async function findCouponByKey(db: Queries, codeKey: string): Promise<Coupon | undefined> {
  const [row] = await byCodeKey(db, { codeKey });
  return row && couponOf(row);
}

export async function findCoupon(db: Queries, couponId: string): Promise<Coupon | undefined> {
  const row = await db.selectFrom('coupon').selectAll().where('couponId', '=', couponId).executeTakeFirst();
  return row && couponOf(row);
}

/** Coupons of a mode, newest first. */
export async function findCoupons(
  db: Queries,
  { livemode, limit }: { livemode: boolean; limit: number },
): Promise<Coupon[]> {
  const rows = await db
    .selectFrom('coupon')
    .selectAll()
    .where('livemode', '=', livemode ? 1 : 0)
    .orderBy('createdAtMs', 'desc')
    .orderBy('couponId', 'desc')
    .limit(limit)
    .execute();
  return rows.map(couponOf);
}

export async function disableCouponRow(
  tx: Queries,
  { codeKey, updatedAtMs }: { codeKey: string; updatedAtMs: number },
): Promise<string | undefined> {
  const row = await tx
    .updateTable('coupon')
    .set({ status: 'disabled', updatedAtMs })
    .where('codeKey', '=', codeKey)
    .returning('couponId')
    .executeTakeFirst();
  return row?.couponId;
}

const takeOne = prepared((db, { couponId }: { couponId: string }) =>
  db
    .updateTable('coupon')
    .set({ taken: sql`"taken" + 1` })
    .where('couponId', '=', couponId)
    .where((eb) => eb.or([eb('stock', 'is', null), eb('taken', '<', eb.ref('stock'))]))
    .returning('couponId'),
);

/** Takes one use out of the stock. False when there is none left: two cannot take the last one. */
export async function takeStock(tx: Tx, couponId: string): Promise<boolean> {
  return (await takeOne(tx, { couponId })).length === 1;
}

export async function giveStockBack(tx: Tx, couponId: string): Promise<void> {
  await tx.updateTable('coupon').set({ taken: sql`"taken" - 1` }).where('couponId', '=', couponId).execute();
}

/** The slots of a coupon that a learner holds or has spent. */
export async function findSlots(
  db: Queries,
  { couponId, learnerId }: { couponId: string; learnerId: string },
): Promise<number[]> {
  const rows = await db
    .selectFrom('coupon_use')
    .select('slot')
    .where('couponId', '=', couponId)
    .where('learnerId', '=', learnerId)
    .where('slotKey', 'is not', null)
    .execute();
  return rows.map((row) => row.slot);
}

/** Refused by the store when the checkout has a coupon, or the learner's slot is taken. */
export async function saveUse(tx: Tx, use: CouponUse): Promise<void> {
  await insertRow(tx, 'coupon_use', { ...use, ...keysOf(use, use.status) });
}

const useById = prepared((db, { couponUseId }: { couponUseId: string }) =>
  db.selectFrom('coupon_use').selectAll().where('couponUseId', '=', couponUseId),
);

export async function findUse(db: Queries, couponUseId: string): Promise<CouponUse | undefined> {
  const [row] = await useById(db, { couponUseId });
  return row && useOf(row);
}

export type CouponUseChange = Partial<
  Pick<CouponUse, 'slot' | 'orderId' | 'redeemedAtMs' | 'returnedAtMs' | 'returnReason'>
> & { readonly status: CouponUseState };

export async function updateUse(tx: Tx, use: CouponUse, change: CouponUseChange): Promise<void> {
  await tx
    .updateTable('coupon_use')
    .set({ ...change, ...keysOf({ ...use, ...change }, change.status) })
    .where('couponUseId', '=', use.couponUseId)
    .execute();
}

/** Ids of checkouts that are over and hold a coupon although nothing of them can be charged any more. */
export async function findUnreturned(db: Queries, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('coupon_use')
    .innerJoin('checkout_session', 'checkout_session.checkoutId', 'coupon_use.checkoutId')
    .select('coupon_use.checkoutId')
    .where('coupon_use.status', '=', 'reserved')
    .where('checkout_session.status', 'in', ['expired', 'canceled'])
    .where(nothingChargeable('coupon_use.checkoutId'))
    .limit(limit)
    .execute();
  return rows.map((row) => row.checkoutId);
}

/** True when the learner has an order that is paid and not returned. */
export async function hasPaidOrder(
  db: Queries,
  learner: { learnerId: string; livemode: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('orderId')
    .where('learnerId', '=', learner.learnerId)
    .where('livemode', '=', learner.livemode)
    .where('status', '=', 'paid')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function keysOf(
  use: Pick<CouponUse, 'couponId' | 'checkoutId' | 'learnerId' | 'slot'>,
  status: CouponUseState,
) {
  if (status === 'returned') return { checkoutKey: null, slotKey: null };
  return { checkoutKey: use.checkoutId, slotKey: `${use.couponId}:${use.learnerId}:${use.slot}` };
}

function useOf({ checkoutKey: _, slotKey: __, ...row }: CouponUseRow): CouponUse {
  return row as CouponUse;
}

const text = (value: object | null): string | null => value && JSON.stringify(value);
const parsed = <T>(value: string | null): T | null => (value === null ? null : (JSON.parse(value) as T));

function rowOf(coupon: Coupon): CouponRow {
  const { amountsOff, minimums, productIds, productKinds } = coupon;
  return {
    ...coupon,
    amountsOff: text(amountsOff),
    minimums: text(minimums),
    productIds: text(productIds),
    productKinds: text(productKinds),
  };
}

function couponOf(row: CouponRow): Coupon {
  return {
    ...(row as unknown as Coupon),
    amountsOff: parsed(row.amountsOff),
    minimums: parsed(row.minimums),
    productIds: parsed(row.productIds),
    productKinds: parsed(row.productKinds),
  };
}
