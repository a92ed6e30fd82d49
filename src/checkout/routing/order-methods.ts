import type { MethodView, PaymentMethod } from '../wire.ts';
import type { MethodOrder } from './config.ts';

/** Whether a checkout is among the share that sees an order; the same however often it is asked. */
function seesOrder(checkoutId: string, { share }: Pick<MethodOrder, 'share'>): boolean {
  let hash = 0x811c9dc5;
  for (let place = 0; place < checkoutId.length; place += 1)
    hash = Math.imul(hash ^ checkoutId.charCodeAt(place), 0x01000193);
  // FNV’s low bits follow the last letters; the high ones are mixed.
  return (((hash ^ (hash >>> 15)) >>> 0) % 10_007) % 100 < share;
}

/** The methods as decided for a checkout's surface; those that the order does not name come after it as usual. */
export function orderMethods(
  usual: readonly MethodView[],
  order: MethodOrder | undefined,
  checkoutId: string,
): MethodView[] {
  if (order === undefined || !seesOrder(checkoutId, order)) return [...usual];
  const placeOf = (method: PaymentMethod): number => {
    const place = order.methods.indexOf(method);
    return place < 0 ? order.methods.length : place;
  };
  return [...usual].sort((one, other) => placeOf(one.method) - placeOf(other.method));
}
