import type { CheckoutDeps } from '../deps.ts';

/** What no job settles any more by itself: a person has to look. */
export interface OpenMatters {
  /** Attempts in doubt that are asked about no more, oldest first. */
  readonly attempts: readonly {
    readonly gateway: string;
    readonly gatewayReference: string;
    readonly status: string;
    readonly currency: string;
    readonly amountMinor: number;
    readonly createdAtMs: number;
  }[];
  /** Refunds that the gateway refused or never answered, oldest first. */
  readonly refunds: readonly {
    readonly refundReference: string;
    readonly failureCode: string | null;
    readonly currency: string;
    readonly amountMinor: number;
    readonly createdAtMs: number;
  }[];
}

const SHOWN_MAX = 200;

export async function openMattersOf(deps: Pick<CheckoutDeps, 'db' | 'livemode'>): Promise<OpenMatters> {
  const livemode = deps.livemode ? 1 : 0;
  const attempts = await deps.db.query
    .selectFrom('payment_attempt')
    .select(['gateway', 'gatewayReference', 'status', 'currency', 'amountMinor', 'createdAtMs'])
    .where('liveKey', '>', '')
    .where('status', 'in', ['unknown', 'closing'])
    .where('checkAtMs', 'is', null)
    .where('livemode', '=', livemode)
    .orderBy('createdAtMs')
    .limit(SHOWN_MAX)
    .execute();
  const refunds = await deps.db.query
    .selectFrom('refund')
    .select(['refundReference', 'failureCode', 'currency', 'amountMinor', 'createdAtMs'])
    .where('status', '=', 'manual')
    .where('livemode', '=', livemode)
    .orderBy('createdAtMs')
    .limit(SHOWN_MAX)
    .execute();
  return { attempts, refunds };
}
