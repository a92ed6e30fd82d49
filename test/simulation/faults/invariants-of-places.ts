import { problemsOf, type Rows } from './rows.ts';

/** Broken promises about limited places: no more than there are, and those who have one are those who have access. */
export function placePromises(rows: Rows): string[] {
  return rows.limited.flatMap(({ productId, places }) =>
    checkProduct(rows, { productId, places: places ?? 0 }),
  );
}

function checkProduct(
  { placeHolds, placeStocks, entitlements }: Rows,
  { productId, places }: { productId: string; places: number },
): string[] {
  const mine = placeHolds.filter((hold) => hold.productId === productId);
  const sold = mine.filter(({ status }) => status === 'sold');
  const counted = placeStocks.find((stock) => stock.productId === productId)?.taken ?? 0;
  const inside = entitlements.filter((one) => one.productId === productId && one.status !== 'revoked');
  const ordersOf = (things: readonly { readonly orderId: string }[]): string =>
    things
      .map(({ orderId }) => orderId)
      .sort()
      .join();
  return problemsOf(`product ${productId} of ${places} places`, [
    mine.some(({ status }) => status === 'held') && 'holds one for nobody who can still pay',
    counted !== sold.length && `counts ${counted} taken, ${sold.length} are sold`,
    sold.length > places && `sold ${sold.length}`,
    ordersOf(inside) !== ordersOf(sold) && `is open to orders ${ordersOf(inside)}, sold to ${ordersOf(sold)}`,
  ]);
}
