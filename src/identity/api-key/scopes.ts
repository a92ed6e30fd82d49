import { z } from 'zod';

/** What a key may do; each route of host platforms names the one it needs. */
export const ApiScope = z.enum([
  'orders:read',
  'entitlements:read',
  'usage:write',
  'payments:capture',
  'payments:route',
  'refunds:write',
  'invoices:write',
  'webhooks:write',
]);
export type ApiScope = z.infer<typeof ApiScope>;
