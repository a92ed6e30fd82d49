import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import type { PlaceHold as PlaceHoldRow } from '../../kernel/db/tables.ts';
import { slices } from '../catalog/slices.ts';
import { nothingChargeable } from '../payment/nothing-chargeable.ts';
import type { PlaceHoldState } from './place-hold.ts';

/** One place of one product for one order. */
export interface PlaceHold extends Omit<PlaceHoldRow, 'status'> {
  readonly status: PlaceHoldState;
}

interface Stock {
  readonly productId: string;
  readonly livemode: number;
}

const keyOf = ({ productId, livemode }: Stock): string => `${productId}:${livemode}`;

/** Takes one place. False when there is none left: two cannot take the last one. */
export async function takePlace(tx: Tx, stock: Stock): Promise<boolean> {
  const { productId, livemode } = stock;
  const stockKey = keyOf(stock);
  await tx
    .insertInto('place_stock')
    .values({ stockKey, productId, livemode, taken: 0 })
    .onConflict((conflict) => conflict.column('stockKey').doNothing())
    .execute();
  const taken = await tx
    .updateTable('place_stock')
    .set({ taken: sql`"taken" + 1` })
    .where('stockKey', '=', stockKey)
    .where(({ eb, selectFrom }) => {
      const places = selectFrom('product').select('places').where('productId', '=', productId);
      return eb.or([eb(places, 'is', null), eb('taken', '<', places)]);
    })
    .returning('stockKey')
    .execute();
  return taken.length === 1;
}

export async function givePlaceBack(tx: Tx, stock: Stock): Promise<void> {
  await tx
    .updateTable('place_stock')
    .set({ taken: sql`"taken" - 1` })
    .where('stockKey', '=', keyOf(stock))
    .execute();
}

/** How many places of each product are held or sold. */
export async function findTaken(
  db: Queries,
  { productIds, livemode }: { readonly productIds: readonly string[]; readonly livemode: number },
): Promise<Map<string, number>> {
  const taken = new Map<string, number>();
  for (const keys of slices(productIds.map((productId) => keyOf({ productId, livemode })))) {
    const rows = await db
      .selectFrom('place_stock')
      .select(['productId', 'taken'])
      .where('stockKey', 'in', keys)
      .execute();
    for (const row of rows) taken.set(row.productId, row.taken);
  }
  return taken;
}

export async function savePlaceHold(tx: Tx, hold: PlaceHold): Promise<void> {
  await tx.insertInto('place_hold').values(hold).execute();
}

/** The places of an order, whatever became of them. */
export async function findPlaceHolds(tx: Tx, orderId: string): Promise<PlaceHold[]> {
  const rows = await tx.selectFrom('place_hold').selectAll().where('orderId', '=', orderId).execute();
  return rows as PlaceHold[];
}

export async function updatePlaceHold(
  tx: Tx,
  { placeHoldId }: Pick<PlaceHold, 'placeHoldId'>,
  change: Pick<PlaceHold, 'status' | 'updatedAtMs'>,
): Promise<void> {
  await tx.updateTable('place_hold').set(change).where('placeHoldId', '=', placeHoldId).execute();
}

/** Ids of checkouts that are over and hold a place although nothing of them can be charged any more. */
export async function findCheckoutsWithPlaces(db: Queries, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('place_hold')
    .innerJoin('orders', 'orders.orderId', 'place_hold.orderId')
    .innerJoin('checkout_session', 'checkout_session.checkoutId', 'orders.checkoutId')
    .select('orders.checkoutId')
    .distinct()
    .where('place_hold.status', '=', 'held')
    .where('checkout_session.status', 'in', ['expired', 'canceled'])
    .where(nothingChargeable('orders.checkoutId'))
    .limit(limit)
    .execute();
  return rows.map((row) => row.checkoutId);
}
