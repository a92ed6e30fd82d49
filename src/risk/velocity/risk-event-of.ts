import { z } from 'zod';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { timesTypicalPrice } from '../amount-scale.ts';
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
  readonly keys: Keys;
  readonly amount: number;
  readonly atMs: number;
}

/** Presses by checkout and by payment. Beyond so many the oldest are forgotten: what became of them counts for nothing then. */
export interface PressMemory {
  readonly byCheckout: Recent<Press>;
  readonly checkoutOfPayment: Recent<string>;
}

const PRESSES_MAX = 100_000;

export function createPressMemory(): PressMemory {
  return { byCheckout: createRecent(PRESSES_MAX), checkoutOfPayment: createRecent(PRESSES_MAX) };
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

function pressed(memory: PressMemory, row: Row, payload: unknown): RiskEvent | null {
  const { assessmentId, checkoutId, keys, milliTypical = 0 } = Assessed.parse(payload);
  if (keys === undefined) return null;
  const known = keys as Keys;
  memory.byCheckout.set(checkoutId, { keys: known, amount: milliTypical, atMs: row.occurredAtMs });
  return {
    id: idNumber(assessmentId),
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
