import { allowanceOf } from '../../../checkout/index.ts';
import type { StaffCaller } from '../../../identity/index.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import type { AllowanceView } from './wire.ts';

/** What the caller may give alone, and what they gave today. */
export async function viewAllowance(
  deps: Pick<ConsoleOpsDeps, 'db' | 'checkout'>,
  caller: StaffCaller,
): Promise<AllowanceView> {
  const { caps, ...given } = await allowanceOf(deps.checkout, deps.db.query, caller);
  return {
    refund: { ...caps.refund, givenToday: given.refundsMinor },
    coupon: { ...caps.coupon, givenToday: given.couponsMinor, countToday: given.couponsCount },
  };
}
