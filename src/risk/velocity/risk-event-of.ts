import { z } from 'zod';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { timesTypicalPrice } from '../amount-scale.ts';
import { hashesOf } from '../engine/series.ts';
import { type KeyName, type Keys, keyNames, type RiskEvent, type RiskEventKind } from '../engine/types.ts';
import { factOf } from '../history/fact-of-event.ts';
import { createRecent, type Recent } from './recent.ts';

const Hashes = z.union([z.number(), z.array(z.number())]).optional();
const KeysOfPress = z.object(
  Object.fromEntries(keyNames.map((name) => [name, Hashes])) as Record<KeyName, typeof Hashes>,
);
const Assessed = z.object({
  assessmentId: z.string(),
  checkoutId: z.string(),
  keys: KeysOfPress.optional(),
  milliTypical: z.number().optional(),
});
const OfCheckout = z.object({ checkoutId: z.string().optional(), paymentId: z.string().optional() });
const Amount = z.object({ amountMinor: z.number(), currency: z.string() });

/** What a press was about, kept for what becomes of it later. */
export interface Press {
  /** As the engine counts it. */
  readonly id: number;
  readonly keys: Keys;
  readonly amount: number;
  readonly atMs: number;
}

/** Presses by checkout and by payment. Beyond so many the oldest are forgotten: what became of them counts for nothing then. */
export interface PressMemory {
  readonly byCheckout: Recent<Press>;
  readonly checkoutOfPayment: Recent<string>;
  /** With what a learner is known to have paid or tried to, newest last; by the learner's key. */
  readonly payersOf: Recent<readonly number[]>;
}

const PRESSES_MAX = 100_000;

export function createPressMemory(): PressMemory {
  return {
    byCheckout: createRecent(PRESSES_MAX),
    checkoutOfPayment: createRecent(PRESSES_MAX),
    payersOf: createRecent(PRESSES_MAX),
  };
}

const kinds: Readonly<Record<string, RiskEventKind>> = {
  declined: 'failure',
  paid: 'success',
  refunded: 'refund',
  charged_back: 'chargeback',
};

type Row = Pick<DomainEvent, 'eventId' | 'type' | 'learnerId' | 'occurredAtMs'>;

/**
 * What an event of the log means for velocity: a press carries its keys, and what becomes of it later is counted under them.
 * Null when it means nothing, or when its press is not remembered. Throws when a payload has another form.
 */
export function riskEventOf(memory: PressMemory, row: Row, payload: unknown): RiskEvent | null {
  if (row.type === 'risk.assessed') return pressed(memory, row, payload);
  const { checkoutId, paymentId } = OfCheckout.parse(payload);
  if (row.type === 'payment.created' && checkoutId !== undefined && paymentId !== undefined)
    memory.checkoutOfPayment.set(paymentId, checkoutId);
  const kind = kinds[factOf(row, payload)?.kind ?? ''];
  const press = memory.byCheckout.get(checkoutId ?? memory.checkoutOfPayment.get(paymentId ?? '') ?? '');
  if (kind === undefined || press === undefined) return null;
  const amount = Amount.safeParse(payload);
  return {
    id: idNumber(row.eventId),
    kind,
    atMs: row.occurredAtMs,
    keys: press.keys,
    amount: amount.success ? milliTypicalOf(amount.data) : press.amount,
    ...(kind === 'chargeback' && { ofAtMs: press.atMs }),
  };
}

/** More payment tokens of one learner than this tell no more of the next press. */
const PAYERS_MAX = 4;

const OfPayer = z.object({
  checkoutId: z.string().optional(),
  paymentId: z.string().optional(),
  payerKey: z.number(),
});

/**
 * Most gateways name the payer only when they tell what became of an attempt. Its press is then counted once more, under the
 * payment token alone, and what becomes of it counts there too. Null when an event names none, or one that its press knew.
 * Ask before `riskEventOf` of the same event. Never throws.
 */
export function payerEventOf(memory: PressMemory, payload: unknown): RiskEvent | null {
  const told = OfPayer.safeParse(payload);
  if (!told.success) return null;
  const { paymentId = '', payerKey } = told.data;
  const checkoutId = told.data.checkoutId ?? memory.checkoutOfPayment.get(paymentId) ?? '';
  const press = memory.byCheckout.get(checkoutId);
  if (press === undefined) return null;
  const [learner] = hashesOf(press.keys, 'learner');
  const known = hashesOf(press.keys, 'payment');
  if (learner !== undefined) rememberPayer(memory, learner, payerKey);
  if (known.includes(payerKey)) return null;
  memory.byCheckout.set(checkoutId, { ...press, keys: { ...press.keys, payment: [...known, payerKey] } });
  return {
    ...{ id: press.id, kind: 'attempt', atMs: press.atMs, amount: press.amount },
    keys: { payment: payerKey, ...(learner !== undefined && { learner }) },
  };
}

function rememberPayer({ payersOf }: PressMemory, learner: number, payerKey: number): void {
  const others = (payersOf.get(String(learner)) ?? []).filter((known) => known !== payerKey);
  payersOf.set(String(learner), [...others, payerKey].slice(-PAYERS_MAX));
}

/** The keys of a press, with the payment tokens that its learner is known by where it names none itself. */
export function withKnownPayers({ payersOf }: PressMemory, keys: Keys): Keys {
  const [learner] = hashesOf(keys, 'learner');
  if (learner === undefined || keys.payment !== undefined) return keys;
  const payment = payersOf.get(String(learner));
  return payment === undefined ? keys : { ...keys, payment };
}

function pressed(memory: PressMemory, row: Row, payload: unknown): RiskEvent | null {
  const { assessmentId, checkoutId, keys, milliTypical = 0 } = Assessed.parse(payload);
  if (keys === undefined) return null;
  const known = keys as Keys;
  const id = idNumber(assessmentId);
  memory.byCheckout.set(checkoutId, { id, keys: known, amount: milliTypical, atMs: row.occurredAtMs });
  return {
    id,
    kind: 'attempt',
    atMs: row.occurredAtMs,
    keys: known,
    amount: milliTypical,
  };
}

/** Thousandths of a typical price, whole. */
export function milliTypicalOf({ amountMinor, currency }: { amountMinor: number; currency: string }): number {
  return Math.round(timesTypicalPrice(amountMinor, currency) * 1_000);
}

/** An id of ours as a number below 2^53: FNV-1a over two halves, which tells any two of a million apart. */
export function idNumber(id: string): number {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let place = 0; place < id.length; place += 1) {
    const code = id.charCodeAt(place);
    high = Math.imul(high ^ code, 0x01000193) >>> 0;
    low = Math.imul(low ^ (code + place), 0x85ebca6b) >>> 0;
    low = (low ^ (low >>> 13)) >>> 0;
  }
  return (high & 0x1fffff) * 2 ** 32 + low;
}
