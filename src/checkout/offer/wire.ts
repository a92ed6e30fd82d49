import { z } from 'zod';

/** Uses a coupon on an open checkout. The header `Idempotency-Key` is required. */
export const ApplyCouponBody = z.strictObject({ code: z.string().trim().min(1).max(64) });
export type ApplyCouponBody = z.infer<typeof ApplyCouponBody>;
