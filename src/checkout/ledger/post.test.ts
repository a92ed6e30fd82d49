import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { insertRow } from '../../kernel/db/prepared.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import { accountingDayOf } from './accounting-day.ts';
import { accounts } from './accounts.ts';
import { countImbalances } from './count-imbalances.ts';
import { type Posting, postToLedger, trialBalance } from './post.ts';

const merchant = {
  merchantAccountId: 'ma',
  legalName: 'M',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  taxRatePpm: 60_000,
};
const deps = { clock: systemClock(), newId, livemode: false, merchant };
const posting = (reference: string, entries: Posting['entries'], currency = 'CNY'): Posting => ({
  reference,
  kind: 'capture',
  currency,
  entries,
});

describeOnBothEngines('ledger', (database) => {
  const post = (what: Posting) => database().transact((tx) => postToLedger(deps, tx, what));

  it('books what balances, leaves zero entries out, and its trial balance is zero in every currency', async () => {
    await post(
      posting('a', [
        { account: accounts.gatewayClearing('sandbox'), amountMinor: 9900 },
        { account: accounts.revenue, amountMinor: -9340 },
        { account: accounts.taxPayable, amountMinor: -560 },
        { account: accounts.discounts, amountMinor: 0 },
      ]),
    );
    await post(
      posting(
        'b',
        [
          { account: accounts.gatewayClearing('sandbox'), amountMinor: 500 },
          { account: accounts.revenue, amountMinor: -500 },
        ],
        'JPY',
      ),
    );
    const balances = await trialBalance(database().query, false);
    expect(balances).toContainEqual({
      account: 'gateway_clearing:sandbox',
      kind: 'asset',
      currency: 'CNY',
      balanceMinor: 9900,
    });
    expect(balances.some(({ account }) => account === 'discounts')).toBe(false);
    for (const currency of ['CNY', 'JPY']) {
      const sum = balances
        .filter((row) => row.currency === currency)
        .reduce((total, row) => total + row.balanceMinor, 0);
      expect(sum).toBe(0);
    }
  });

  it('refuses what does not balance, and a fact that is booked already', async () => {
    await expect(
      post(
        posting('c', [
          { account: accounts.gatewayClearing('sandbox'), amountMinor: 1 },
          { account: accounts.revenue, amountMinor: -2 },
        ]),
      ),
    ).rejects.toThrow('out of balance by -1');
    await expect(
      post(
        posting('a', [
          { account: accounts.gatewayClearing('sandbox'), amountMinor: 1 },
          { account: accounts.revenue, amountMinor: -1 },
        ]),
      ),
    ).rejects.toThrow();
  });

  it('a posting that came to be out of balance all the same shows in the metrics', async () => {
    const meter = createMeter({ processMetrics: false });
    const watch = { ...deps, db: database(), log: silentLog(), meter };
    expect(await countImbalances(watch)).toBe(0);
    const ledgerTransactionId = newId('ltx');
    await database().transact(async (tx) => {
      await insertRow(tx, 'ledger_transaction', {
        ledgerTransactionId,
        reference: 'by hand',
        kind: 'capture',
        merchantAccountId: merchant.merchantAccountId,
        livemode: 0,
        accountingDay: '2026-11-23',
        occurredAtMs: 1,
      });
      await insertRow(tx, 'ledger_entry', {
        ledgerTransactionId,
        entryNumber: 1,
        account: 'revenue',
        currency: 'CNY',
        amountMinor: -1,
        livemode: 0,
      });
    });
    expect(await countImbalances(watch)).toBe(1);
    expect(await meter.text()).toContain('tilltalk_ledger_unbalanced 1');
  });
});

it('an accounting day is the merchant’s calendar day, over midnight and daylight saving', () => {
  expect(accountingDayOf(Date.parse('2026-11-22T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-11-22');
  expect(accountingDayOf(Date.parse('2026-11-22T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-23');
  expect(accountingDayOf(Date.parse('2026-03-29T22:30:00Z'), 'Europe/Berlin')).toBe('2026-03-30');
});
