import type { BuyerFacts } from '../../identity/index.ts';
import { DomainError } from '../../kernel/errors.ts';
import { whyUnsold } from '../catalog/sale-bounds.ts';
import { checkoutErrors } from '../errors.ts';
import type { OfferLine } from './checkout.ts';

/**
 * Refuses what may not be sold to a buyer, by what the lines themselves say. Where nobody says where or how old somebody
 * is, nothing is refused here. Throws `not_sold_here`, `age_required`.
 */
export function refuseUnsold(lines: readonly OfferLine[], buyer: Partial<BuyerFacts>): void {
  const { country = null, ageYears = null } = buyer;
  for (const { saleBounds, productId } of lines) {
    const why = saleBounds === undefined ? null : whyUnsold(saleBounds, { country, ageYears });
    if (why === null) continue;
    const error = why === 'region' ? checkoutErrors.not_sold_here : checkoutErrors.age_required;
    throw new DomainError(error, { extensions: { productId } });
  }
}
