import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { openKeyOf } from './hold.ts';
import { postHold, tryHold, voidHold } from './hold-wallet.ts';
import type { LotKind } from './lot.ts';
import { findLots, lockOpenHold } from './store.ts';
import { addLearnerWithPayment, addLot, addPayment, walletDeps } from './wallet.testing.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

const START_MS = Date.parse('2026-11-23T00:00:00Z');

type Step =
  | { readonly do: 'credit'; readonly kind: LotKind; readonly amountMinor: number; readonly ttlMs: number }
  | { readonly do: 'hold'; readonly amountMinor: number }
  | { readonly do: 'post' | 'void'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('credit' as const),
    kind: fc.constantFrom<LotKind>('paid', 'bonus'),
    amountMinor: fc.integer({ min: 1, max: 500 }),
    ttlMs: fc.integer({ min: 1, max: 50 }),
  }),
  fc.record({ do: fc.constant('hold' as const), amountMinor: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ do: fc.constantFrom('post' as const, 'void' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20 }) }),
);

/** A wallet as anybody would write it down: a pile of coins, one minor unit each. */
interface Coin {
  readonly kind: LotKind;
  readonly endsAtMs: number;
  readonly born: number;
  in: string;
}

/** The wallet and the pile, side by side. */
interface Pair {
  readonly deps: ReturnType<typeof walletDeps>;
  readonly learnerId: string;
  readonly coins: Coin[];
  readonly open: string[];
  nowMs: number;
  born: number;
}

const FREE = 'free';
const GONE = 'gone';

function byTurn(a: Coin, b: Coin): number {
  if (a.kind !== b.kind) return a.kind === 'bonus' ? -1 : 1;
  return a.endsAtMs - b.endsAtMs || a.born - b.born;
}

async function credit(pair: Pair, { kind, amountMinor, ttlMs }: Extract<Step, { do: 'credit' }>) {
  const endsAtMs = kind === 'bonus' ? pair.nowMs + ttlMs : Number.MAX_SAFE_INTEGER;
  pair.born += 1;
  const { learnerId, born } = pair;
  const sourcePaymentId = await addPayment(opened.db, learnerId);
  const expiresAtMs = kind === 'bonus' ? endsAtMs : null;
  const credited = { learnerId, sourcePaymentId, kind, creditedMinor: amountMinor };
  await addLot(opened.db, { ...credited, expiresAtMs, createdAtMs: born });
  for (let n = 0; n < amountMinor; n += 1) pair.coins.push({ kind, endsAtMs, born, in: FREE });
}

async function reserve(pair: Pair, { amountMinor }: Extract<Step, { do: 'hold' }>) {
  const subjectId = newId('pay');
  const owner = { learnerId: pair.learnerId, livemode: 0, currency: 'CNY' };
  const request = { ...owner, purpose: 'spend' as const, subjectId, amountMinor, expiresAtMs: null };
  const outcome = await opened.db.transact((tx) => tryHold(pair.deps, tx, request));
  const free = pair.coins.filter((coin) => coin.in === FREE && coin.endsAtMs > pair.nowMs).sort(byTurn);
  expect('hold' in outcome).toBe(free.length >= amountMinor);
  if (!('hold' in outcome)) return expect(outcome.availableMinor).toBe(free.length);
  pair.open.push(subjectId);
  for (const coin of free.slice(0, amountMinor)) coin.in = subjectId;
}

async function end(pair: Pair, { do: how, which }: Extract<Step, { do: 'post' | 'void' }>) {
  const [subjectId] = pair.open.splice(which % Math.max(pair.open.length, 1), 1);
  if (subjectId === undefined) return;
  await opened.db.transact(async (tx) => {
    const hold = await lockOpenHold(tx, openKeyOf({ purpose: 'spend', subjectId }));
    if (hold === undefined) throw new Error('the hold is gone');
    if (how === 'post') await postHold(pair.deps, tx, hold);
    else await voidHold(pair.deps, tx, { hold, to: 'voided' });
  });
  for (const coin of pair.coins) if (coin.in === subjectId) coin.in = how === 'post' ? GONE : FREE;
}

async function take(pair: Pair, one: Step): Promise<void> {
  if (one.do === 'credit') await credit(pair, one);
  else if (one.do === 'hold') await reserve(pair, one);
  else if (one.do === 'wait') {
    pair.nowMs += one.ms;
    pair.deps.clockAt(pair.nowMs);
  } else await end(pair, one);
}

/** Both kinds of money, in each of its places. */
async function expectEqual({ learnerId, coins, open }: Pair): Promise<void> {
  const lots = await findLots(opened.db.query, { learnerId, livemode: 0 }, 100);
  for (const kind of ['paid', 'bonus'] as const) {
    const mine = lots.filter((lot) => lot.kind === kind);
    const pile = coins.filter((coin) => coin.kind === kind);
    const held = pile.filter((coin) => open.includes(coin.in));
    expect(mine.reduce((sum, lot) => sum + lot.heldMinor, 0)).toBe(held.length);
    expect(mine.reduce((sum, lot) => sum + lot.remainingMinor, 0)).toBe(
      pile.filter((coin) => coin.in === FREE).length,
    );
  }
}

it('lots and holds do what a naive pile of coins does, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const { learnerId } = await addLearnerWithPayment(opened.db);
      const pair: Pair = { deps: walletDeps(), learnerId, coins: [], open: [], nowMs: START_MS, born: 0 };
      for (const one of steps) {
        await take(pair, one);
        await expectEqual(pair);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
