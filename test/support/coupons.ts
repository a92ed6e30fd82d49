import { createCoupon } from '../../src/checkout/offer/create-coupon.ts';
import type { GivenTerms } from '../../src/checkout/offer/terms.ts';
import type { Till } from './till.ts';

let coupons = 0;

/** Makes a coupon of the till's merchant; each call another code. Returns the code. */
export async function addCoupon(till: Pick<Till, 'running'>, terms: GivenTerms): Promise<string> {
  coupons += 1;
  const { checkout } = till.running.house;
  const { merchantAccountId } = checkout.merchant;
  const command = { code: `TEST-${coupons}-OFF`, terms, merchantAccountId, createdBy: 'test' };
  return (await createCoupon(checkout, command)).code;
}
