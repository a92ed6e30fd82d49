import type { Queries, Tx } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { lockSession, type Session } from '../session/store.ts';
import { type PlaceHoldState, placeHoldTransitions } from './place-hold.ts';
import {
  findPlaceHolds,
  findTaken,
  givePlaceBack,
  type PlaceHold,
  savePlaceHold,
  takePlace,
  updatePlaceHold,
} from './store.ts';

type PlaceDeps = Pick<CheckoutDeps, 'clock' | 'newId'>;

/** An order with the offer it was placed by: its lines say which of them have a limited number of places. */
export interface Placed {
  readonly session: Pick<Session, 'lines' | 'livemode'>;
  readonly orderId: string;
}

interface Limited {
  readonly productId: string;
  /** Null and left out: any number. */
  readonly places?: number | null;
}

/** Refuses to offer what nobody can buy any more. Throws `sold_out`. */
export async function refuseSoldOut(
  db: Queries,
  products: readonly Limited[],
  livemode: number,
): Promise<void> {
  throwSoldOut(await findSoldOut(db, products, livemode));
}

/** Which of these nobody can buy any more. Asks only of products whose places are limited. */
export async function findSoldOut(
  db: Queries,
  products: readonly Limited[],
  livemode: number,
): Promise<string[]> {
  const limited = products.filter(({ places }) => places != null);
  if (limited.length === 0) return [];
  const taken = await findTaken(db, { productIds: limited.map(({ productId }) => productId), livemode });
  const isFull = ({ productId, places }: Limited): boolean => (taken.get(productId) ?? 0) >= (places ?? 0);
  return limited.filter(isFull).map(({ productId }) => productId);
}

/** Tries (the first of Try–Confirm–Cancel): takes a place of each limited line for an order. Throws `sold_out`. */
export async function holdPlaces(deps: PlaceDeps, tx: Tx, placed: Placed): Promise<void> {
  throwSoldOut(await takeMissing(deps, tx, placed));
}

/** Money arrived: does the order still have its places? One that went back meanwhile is taken again, if there is one. */
export async function keepPlaces(deps: PlaceDeps, tx: Tx, placed: Placed): Promise<boolean> {
  return (await takeMissing(deps, tx, placed)).length === 0;
}

/** Confirms the places of an order, in the transaction that settles its payment. */
export async function sellPlaces(deps: PlaceDeps, tx: Tx, placed: Placed): Promise<void> {
  if (limitedIds(placed.session).length === 0) return;
  for (const hold of await findPlaceHolds(tx, placed.orderId))
    if (hold.status === 'held') await change(deps, tx, { hold, to: 'sold' });
}

/** Cancels: gives the places of an order to others. Those that are back already stay so. */
export async function returnPlaces(
  deps: Pick<PlaceDeps, 'clock'>,
  tx: Tx,
  { orderId, productId }: { readonly orderId: string; readonly productId?: string },
): Promise<void> {
  const holds = await findPlaceHolds(tx, orderId);
  for (const hold of holds) {
    if (hold.status === 'returned' || (productId ?? hold.productId) !== hold.productId) continue;
    await change(deps, tx, { hold, to: 'returned' });
    await givePlaceBack(tx, hold);
  }
}

/** The sweep for checkouts that ended while a gateway might still charge: once it no longer can, their places go back. */
export async function returnPlacesOf(
  deps: Pick<CheckoutDeps, 'clock' | 'db'>,
  checkoutId: string,
): Promise<void> {
  await deps.db.transact(async (tx) => {
    const session = await lockSession(tx, checkoutId);
    if (session?.status !== 'expired' && session?.status !== 'canceled') return;
    const order = await tx
      .selectFrom('orders')
      .select('orderId')
      .where('checkoutId', '=', checkoutId)
      .executeTakeFirst();
    if (order !== undefined) await returnPlaces(deps, tx, order);
  });
}

/** Products of which there is no place left. All take in one order, so that no two orders wait for each other. */
async function takeMissing(deps: PlaceDeps, tx: Tx, placed: Placed): Promise<string[]> {
  const productIds = limitedIds(placed.session);
  if (productIds.length === 0) return [];
  const { orderId, session } = placed;
  const { livemode } = session;
  const holds = new Map((await findPlaceHolds(tx, orderId)).map((hold) => [hold.productId, hold]));
  const nowMs = deps.clock.nowMs();
  const full: string[] = [];
  for (const productId of productIds) {
    const hold = holds.get(productId);
    if (hold !== undefined && hold.status !== 'returned') continue;
    if (!(await takePlace(tx, { productId, livemode }))) full.push(productId);
    else if (hold !== undefined) await change(deps, tx, { hold, to: 'held' });
    else {
      const placeHoldId = deps.newId('plc');
      const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
      await savePlaceHold(tx, { placeHoldId, orderId, productId, livemode, status: 'held', ...times });
    }
  }
  return full;
}

/** Products of an offer whose places are limited, in the order of their ids. */
export const limitedIds = ({ lines }: Pick<Session, 'lines'>): string[] =>
  lines
    .filter(({ hasPlaces }) => hasPlaces === true)
    .map(({ productId }) => productId)
    .sort();

async function change(
  deps: Pick<PlaceDeps, 'clock'>,
  tx: Tx,
  { hold, to }: { hold: PlaceHold; to: PlaceHoldState },
): Promise<void> {
  const status = transition(placeHoldTransitions, hold.status, to);
  await updatePlaceHold(tx, hold, { status, updatedAtMs: deps.clock.nowMs() });
}

function throwSoldOut(productIds: readonly string[]): void {
  if (productIds.length > 0) throw new DomainError(checkoutErrors.sold_out, { extensions: { productIds } });
}
