import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { defineErrors } from '../kernel/errors.ts';

const AmountsByCurrency = z.record(z.string().regex(/^[A-Z]{3}$/), z.number().int().min(0));

const RoleCaps = z.strictObject({
  refund: z.strictObject({ perAction: AmountsByCurrency, perDay: AmountsByCurrency }),
  coupon: z.strictObject({
    perAction: AmountsByCurrency,
    perDay: AmountsByCurrency,
    /** The most that a percentage may be. */
    percentMax: z.number().int().min(0).max(100),
    countPerDay: z.number().int().min(0),
  }),
});
export type RoleCaps = z.infer<typeof RoleCaps>;

/**
 * What one member of staff may give alone, minor units by currency. A currency that is missing is never given alone.
 * Roles that are not named have what stands first.
 */
export const StaffCaps = RoleCaps.extend({
  byRole: z.strictObject({ supervisor: RoleCaps.optional(), admin: RoleCaps.optional() }).optional(),
});
export type StaffCaps = z.infer<typeof StaffCaps>;

const supervisorCaps: RoleCaps = {
  refund: {
    perAction: { CNY: 200_000, USD: 40_000 },
    perDay: { CNY: 1_500_000, USD: 300_000 },
  },
  coupon: {
    perAction: { CNY: 50_000, USD: 10_000 },
    perDay: { CNY: 500_000, USD: 100_000 },
    percentMax: 60,
    countPerDay: 100,
  },
};

export const defaultStaffCaps: StaffCaps = {
  refund: {
    perAction: { CNY: 50_000, USD: 10_000 },
    perDay: { CNY: 300_000, USD: 60_000 },
  },
  coupon: {
    perAction: { CNY: 10_000, USD: 2_000 },
    perDay: { CNY: 100_000, USD: 20_000 },
    percentMax: 30,
    countPerDay: 30,
  },
  byRole: { supervisor: supervisorCaps, admin: supervisorCaps },
};

/** The caps of somebody in that role. */
export function capsOf({ byRole, ...caps }: StaffCaps, role: string | undefined): RoleCaps {
  return (role === 'supervisor' || role === 'admin' ? byRole?.[role] : undefined) ?? caps;
}

/** Reads caps from a JSON file. Throws with what is wrong with it. */
export function loadStaffCaps(file: string): StaffCaps {
  const parsed = StaffCaps.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`the caps in ${file} are wrong: ${problems.join('; ')}`);
}

export const staffCapErrors = defineErrors({
  staff_own_account: {
    status: 403,
    title: 'Nobody gives money to an account of their own',
    zh: '不能给自己的账号退款或发券，请让同事处理。',
    en: 'You cannot refund or give coupons to an account of your own. Please ask a colleague.',
  },
  staff_cap_exceeded: {
    status: 409,
    title: 'Above what one member of staff may give alone: a second person decides',
    zh: '超过了你能单独处理的额度，需要另一位同事确认。',
    en: 'This is above what you may decide alone. A second person has to confirm it.',
  },
});
