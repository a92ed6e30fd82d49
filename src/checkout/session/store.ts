import { type Queries, sql, type Tx } from '../../kernel/db/database.ts';
import { insertRow, prepared, preparedByShape, updateRow } from '../../kernel/db/prepared.ts';
import type { CheckoutSession, Price, Product } from '../../kernel/db/tables.ts';
import { spendableMinor } from '../wallet/spendable.ts';
import type { Owner } from '../wallet/store.ts';
import { type TopUp, topUpOf, topUpText } from '../wallet/top-up.ts';
import type { CheckoutState, OfferLine } from './checkout.ts';

/** A session with its lines parsed and its state typed. */
export interface Session
  extends Omit<CheckoutSession, 'lines' | 'status' | 'language' | 'surface' | 'topUp'> {
  readonly lines: readonly OfferLine[];
  /** What it tops a wallet up with; null for a purchase. */
  readonly topUp: TopUp | null;
  readonly status: CheckoutState;
  readonly language: 'zh' | 'en';
  readonly surface: 'web' | 'mobile_web' | 'wechat' | 'alipay' | 'miniprogram' | 'ios_app' | 'android_app';
}

export async function saveSession(tx: Tx, session: Session): Promise<void> {
  await insertRow(tx, 'checkout_session', {
    ...session,
    lines: JSON.stringify(session.lines),
    topUp: topUpText(session.topUp),
  });
}

const byId = prepared((db, { checkoutId }: { checkoutId: string }) =>
  db.selectFrom('checkout_session').selectAll().where('checkoutId', '=', checkoutId),
);

export async function findSession(db: Queries, checkoutId: string): Promise<Session | undefined> {
  const [row] = await byId(db, { checkoutId });
  return row && sessionOf(row);
}

const lockById = prepared((db, { checkoutId }: { checkoutId: string }) =>
  db.selectFrom('checkout_session').selectAll().where('checkoutId', '=', checkoutId).forUpdate(),
);

/** Every change of a checkout, its payment and attempts takes this lock first, so that they come one by one. */
export async function lockSession(tx: Tx, checkoutId: string): Promise<Session | undefined> {
  const [row] = await lockById(tx, { checkoutId });
  return row && sessionOf(row);
}

const lockByPayment = prepared((db, { paymentId }: { paymentId: string }) =>
  db
    .selectFrom('checkout_session')
    .selectAll()
    .where('checkoutId', '=', (eb) =>
      eb.selectFrom('payment').select('checkoutId').where('paymentId', '=', paymentId),
    )
    .forUpdate(),
);

/** The same lock, reached from the checkout's payment. */
export async function lockSessionOfPayment(tx: Tx, paymentId: string): Promise<Session | undefined> {
  const [row] = await lockByPayment(tx, { paymentId });
  return row && sessionOf(row);
}

export async function updateSessionState(
  tx: Tx,
  session: { checkoutId: string; status: CheckoutState; updatedAtMs: number },
): Promise<void> {
  const { checkoutId, ...change } = session;
  await updateRow(tx, 'checkout_session', { key: 'checkoutId', value: checkoutId, change });
}

/** What an open checkout offers, when a coupon changes it. */
export interface OfferChange
  extends Pick<
    Session,
    'lines' | 'discountMinor' | 'taxMinor' | 'totalMinor' | 'couponCode' | 'couponUseId' | 'updatedAtMs'
  > {}

export async function updateSessionOffer(tx: Tx, checkoutId: string, offer: OfferChange): Promise<void> {
  const change = { ...offer, lines: JSON.stringify(offer.lines) };
  await updateRow(tx, 'checkout_session', { key: 'checkoutId', value: checkoutId, change });
}

/** Keeps an offer open for longer, never shorter. */
export async function extendSession(tx: Tx, checkoutId: string, expiresAtMs: number): Promise<void> {
  await tx
    .updateTable('checkout_session')
    .set({ expiresAtMs })
    .where('checkoutId', '=', checkoutId)
    .where('expiresAtMs', '<', expiresAtMs)
    .execute();
}

/** Ids of sessions whose time is over. The states stand in the statement as they stand in the index of those few. */
export async function findEndedSessions(db: Queries, nowMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('checkout_session')
    .select('checkoutId')
    .where('status', 'in', [sql.lit('open'), sql.lit('confirmed')])
    .where('expiresAtMs', '<=', nowMs)
    .limit(limit)
    .execute();
  return rows.map((row) => row.checkoutId);
}

/** What the learner has free in the wallet, in the price's currency: read with it, at no query of its own. */
interface Spendable {
  readonly spendableMinor: number;
}

/** A product on sale with its present price in a currency; without the price when it has none there. */
export interface Offer {
  readonly product: Product;
  readonly price: (Price & Spendable) | undefined;
}

export async function findOffers(
  db: Queries,
  productIds: readonly string[],
  owner: Owner & { readonly nowMs: number },
): Promise<Map<string, Offer>> {
  const products = await productsOnSale(db, { productIds });
  const currentKeys = productIds.map((productId) => `${productId}:${owner.currency}`);
  const prices = await currentPrices(db, { ...owner, currentKeys });
  const priceOf = new Map(prices.map((price) => [price.productId, price]));
  return new Map(
    products.map((product) => [product.productId, { product, price: priceOf.get(product.productId) }]),
  );
}

const productsOnSale = preparedByShape(
  ({ productIds }: { productIds: readonly string[] }) => productIds.length,
  (db, { productIds }) =>
    db.selectFrom('product').selectAll().where('productId', 'in', productIds).where('status', '=', 'on_sale'),
);

type WantedPrices = Owner & { readonly nowMs: number; readonly currentKeys: readonly string[] };

const currentPrices = preparedByShape(
  ({ currentKeys }: WantedPrices) => currentKeys.length,
  (db, wanted) =>
    db
      .selectFrom('price')
      .selectAll()
      .select(spendableMinor(wanted, wanted.nowMs).as('spendableMinor'))
      .where('currentKey', 'in', wanted.currentKeys),
);

/** How many of these prices still hold. */
export async function countCurrentPrices(db: Queries, priceIds: readonly string[]): Promise<number> {
  const rows = await db
    .selectFrom('price')
    .select('priceId')
    .where('priceId', 'in', priceIds)
    .where('currentKey', 'is not', null)
    .execute();
  return rows.length;
}

/** A row with its lines parsed. */
export function sessionOf(row: CheckoutSession): Session {
  return {
    ...(row as unknown as Session),
    lines: JSON.parse(row.lines) as OfferLine[],
    topUp: topUpOf(row.topUp),
  };
}
