import { z } from 'zod';
import { DomainError } from '../../../kernel/errors.ts';
import { checkoutErrors } from '../../errors.ts';
import type { StatementLine } from '../types.ts';
import { fromStripeAmount } from './amounts.ts';
import { callStripe, doubt, isAbsent } from './call.ts';
import type { Connection } from './config.ts';
import { Intent, listOf, referenceOf } from './messages.ts';

const PAGE_SIZE = 100;
const DAY_SECONDS = 86_400;

/** What a line of the balance is about. */
const Source = z.object({
  object: z.string(),
  id: z.string(),
  amount: z.number().int(),
  /** Of a charge that was reserved first: what was taken of it. */
  amount_captured: z.number().int().nullish(),
  currency: z.string().transform((currency) => currency.toUpperCase()),
  payment_intent: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
type Source = z.infer<typeof Source>;

const Entry = z.object({
  id: z.string(),
  reporting_category: z.string(),
  currency: z.string().transform((currency) => currency.toUpperCase()),
  fee: z.number().int(),
  created: z.number().int(),
  source: z.unknown(),
});
type Entry = z.infer<typeof Entry>;

/** What our books know of, and whether the money moves the usual way. Payouts and Stripe's own bills are neither. */
const kinds: Readonly<Record<string, readonly [StatementLine['type'], 1 | -1]>> = {
  charge: ['payment', 1],
  charge_failure: ['payment', -1],
  refund: ['refund', 1],
  refund_failure: ['refund', -1],
  dispute: ['dispute', 1],
  dispute_reversal: ['dispute', -1],
};

/**
 * The account's balance of one UTC day, page by page, in the order of time backwards. Throws `gateway_unavailable` when a
 * page cannot be had, a plain Error that names the line it cannot read.
 */
export async function* readStatement(connection: Connection, day: string): AsyncGenerator<StatementLine> {
  const from = Date.parse(`${day}T00:00:00Z`) / 1_000;
  if (Number.isNaN(from)) throw new Error(`${day} is no day`);
  for (let after: string | null = null; ; ) {
    const { data, has_more } = await readPage(connection, { from, after });
    for (const entry of data) {
      const line = await lineOf(connection, entry);
      if (line !== null) yield line;
    }
    after = data.at(-1)?.id ?? null;
    if (!has_more || after === null) return;
  }
}

async function readPage(connection: Connection, { from, after }: { from: number; after: string | null }) {
  const result = await callStripe(connection, listOf(Entry), {
    method: 'GET',
    path: '/v1/balance_transactions',
    form: {
      created: { gte: from, lt: from + DAY_SECONDS },
      limit: PAGE_SIZE,
      expand: ['data.source'],
      ...(after === null ? {} : { starting_after: after }),
    },
  });
  if (result.outcome !== 'ok') throw unavailable(doubt(result).cause);
  return result.data;
}

async function lineOf(connection: Connection, entry: Entry): Promise<StatementLine | null> {
  const kind = kinds[entry.reporting_category];
  if (kind === undefined) return null;
  const source = Source.safeParse(entry.source);
  const amountMinor = source.success ? amountOf(source.data) : null;
  if (!source.success || amountMinor === null)
    throw new Error(`the balance transaction ${entry.id} has an unknown form`);
  const [type, direction] = kind;
  return {
    type,
    reference: await numberOf(connection, source.data),
    gatewayId: source.data.id,
    amountMinor: amountMinor === 0 ? 0 : amountMinor * direction,
    feeMinor: feeOf(entry, source.data),
    currency: source.data.currency,
    settledAtMs: entry.created * 1_000,
  };
}

function amountOf({ amount, amount_captured, currency }: Source): number | null {
  return fromStripeAmount(amount_captured ?? amount, currency);
}

/** A dispute does not carry our number, its payment does. What is not ours is named by Stripe's id. */
async function numberOf(connection: Connection, source: Source): Promise<string> {
  const own = source.metadata?.['reference'];
  if (own !== undefined) return own;
  const intentId = source.payment_intent ?? null;
  const found =
    source.object === 'dispute' && intentId !== null ? await findReference(connection, intentId) : null;
  return found ?? intentId ?? source.id;
}

/** Fees are told in the currency of our account. Where Stripe converted, no fee can be told in the payment's own. */
function feeOf(entry: Entry, source: Source): number {
  if (entry.currency !== source.currency) return 0;
  return fromStripeAmount(entry.fee, entry.currency) ?? 0;
}

/** Our number of a payment intent; null when it is none of ours. Throws `gateway_unavailable`. */
export async function findReference(connection: Connection, intentId: string): Promise<string | null> {
  const result = await callStripe(connection, Intent, {
    method: 'GET',
    path: `/v1/payment_intents/${encodeURIComponent(intentId)}`,
  });
  if (result.outcome === 'ok') return referenceOf(result.data);
  if (isAbsent(result)) return null;
  throw unavailable(doubt(result).cause);
}

function unavailable(detail: string): DomainError {
  return new DomainError(checkoutErrors.gateway_unavailable, { detail });
}
