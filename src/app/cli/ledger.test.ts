import { afterAll, beforeAll, expect, it } from 'vitest';
import { accounts } from '../../checkout/ledger/accounts.ts';
import { type Posting, postToLedger } from '../../checkout/ledger/post.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { runForText } from './command.testing.ts';
import { ledgerCommand } from './ledger.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

const merchant = {
  merchantAccountId: 'ma',
  legalName: 'M',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  taxRatePpm: 60_000,
};
/** Half past midnight of 23 November in Shanghai. */
const clock = { ...systemClock(), nowMs: () => Date.parse('2026-11-22T16:30:00Z') };

const post = (posting: Posting) =>
  opened.db.transact((tx) => postToLedger({ clock, newId, livemode: false, merchant }, tx, posting));

const run = (...args: string[]) => runForText(ledgerCommand, args, { ...opened, clock });

it('an empty ledger is sound, and a day without bookings says so', async () => {
  expect(await run('trial-balance')).toMatchObject({ code: 0, out: 'Nothing is booked yet.' });
  expect(await run('day', '2026-11-23')).toMatchObject({ code: 0, out: 'Nothing was booked on 2026-11-23.' });
});

it('the seven numbers of a day are those of docs/LEDGER.md, in each currency', async () => {
  const clearing = accounts.gatewayClearing('sandbox');
  await post({
    reference: 'capture:1',
    kind: 'capture',
    currency: 'CNY',
    entries: [
      { account: clearing, amountMinor: 7000 },
      { account: accounts.walletPaid, amountMinor: 1000 },
      { account: accounts.walletBonus, amountMinor: 500 },
      { account: accounts.bonusPromised, amountMinor: -500 },
      { account: accounts.bonusDiscounts, amountMinor: 500 },
      { account: accounts.discounts, amountMinor: 1500 },
      { account: accounts.revenue, amountMinor: -9519 },
      { account: accounts.taxPayable, amountMinor: -481 },
    ],
  });
  await post({
    reference: 'refund:1',
    kind: 'refund',
    currency: 'CNY',
    entries: [
      { account: accounts.refunds, amountMinor: 1887 },
      { account: accounts.taxPayable, amountMinor: 113 },
      { account: clearing, amountMinor: -2000 },
    ],
  });
  await post({
    reference: 'fee:1',
    kind: 'fee',
    currency: 'CNY',
    entries: [
      { account: accounts.fees, amountMinor: 42 },
      { account: clearing, amountMinor: -42 },
    ],
  });
  // Money that was paid in, for the wallet money above to exist.
  await post({
    reference: 'capture:2',
    kind: 'top_up',
    currency: 'CNY',
    entries: [
      { account: clearing, amountMinor: 1000 },
      { account: accounts.walletPaid, amountMinor: -1000 },
      { account: accounts.bonusPromised, amountMinor: 500 },
      { account: accounts.walletBonus, amountMinor: -500 },
    ],
  });
  const { code, out } = await run('day', '2026-11-23', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out).figures).toEqual([
    {
      currency: 'CNY',
      grossMinor: 9519,
      discountMinor: 2000,
      refundMinor: 1887,
      taxMinor: 368,
      feeMinor: 42,
      netMinor: 9519 - 2000 - 1887 - 42,
      cashMinor: 7000 - 2000 - 42 + 1000,
    },
  ]);
  expect((await run('day', '2026-11-23')).out).toMatch(/gross +95\.19\n/);
  expect((await run('day', '2026-11-22')).out).toContain('Nothing was booked');
  expect(await run('trial-balance')).toMatchObject({ code: 0, err: '' });
});

it('wallet money in the ledger that no lot holds is named, and so is a wrong account', async () => {
  await post({
    reference: 'stray',
    kind: 'top_up',
    currency: 'JPY',
    entries: [
      { account: accounts.gatewayClearing('sandbox'), amountMinor: 700 },
      { account: accounts.walletPaid, amountMinor: -700 },
    ],
  });
  await opened.db.query
    .insertInto('ledger_transaction')
    .values({
      ledgerTransactionId: 'ltx_wrong',
      reference: 'wrong',
      kind: 'capture',
      merchantAccountId: 'ma',
      livemode: 0,
      accountingDay: '2026-11-23',
      occurredAtMs: 1,
    })
    .execute();
  await opened.db.query
    .insertInto('ledger_entry')
    .values({
      ledgerTransactionId: 'ltx_wrong',
      entryNumber: 1,
      account: 'petty_cash',
      currency: 'JPY',
      amountMinor: 5,
      livemode: 0,
    })
    .execute();
  const { code, err } = await run('trial-balance');
  expect(code).toBe(1);
  expect(err).toContain('out of balance by 5 JPY');
  expect(err).toContain('the chart has no account petty_cash');
  expect(err).toContain('wallet:paid is 700 JPY in the ledger, 0 in its lots');
});

it('says how it is called when it is called wrongly', async () => {
  expect(await run()).toMatchObject({ code: 2 });
  expect(await run('day', '2026-02-30')).toMatchObject({
    code: 2,
    err: expect.stringContaining('YYYY-MM-DD'),
  });
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('trial-balance') });
});
