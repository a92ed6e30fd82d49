import type { CheckoutDeps } from './deps.ts';

/** Writes the legal entity of the configuration, which every row of money names (M11). Again is harmless. */
export async function registerMerchant(
  deps: Pick<CheckoutDeps, 'db' | 'clock' | 'merchant' | 'livemode'>,
): Promise<void> {
  const { merchantAccountId, legalName, country, timeZone } = deps.merchant;
  await deps.db.query
    .insertInto('merchant_account')
    .values({
      merchantAccountId,
      legalName,
      country,
      timeZone,
      livemode: deps.livemode ? 1 : 0,
      createdAtMs: deps.clock.nowMs(),
    })
    .onConflict((conflict) =>
      conflict.column('merchantAccountId').doUpdateSet({ legalName, country, timeZone }),
    )
    .execute();
}
