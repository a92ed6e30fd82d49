import { z } from 'zod';
import { limits } from '../kernel/limits.ts';

const AmountMinor = z.number().int().min(0).max(1_000_000_000_000);

/** Packages to top wallets up with, as a variable holds them. */
export const TopUpPackages = z
  .array(
    z.strictObject({
      packageId: z.string().regex(/^[\w-]{1,32}$/),
      currency: z.string().regex(/^[A-Z]{3}$/),
      amountMinor: AmountMinor.min(1),
      bonusMinor: AmountMinor.default(0),
      bonusDays: z.number().int().min(1).max(3650).nullable().default(null),
    }),
  )
  .max(limits.topUpPackagesMax)
  .refine((packages) => new Set(packages.map(({ packageId }) => packageId)).size === packages.length, {
    message: 'names a packageId twice',
  });

/** Shares of creators, as a variable holds them. */
export const CreatorShares = z.array(
  z.strictObject({
    creatorId: z.string().regex(/^[\w-]{1,40}$/),
    author: z.string().min(1).max(120),
    sharePpm: z.number().int().min(0).max(1_000_000),
  }),
);

/** A variable whose text is JSON of a form. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
