import { referenceTimeMs } from '../../../kernel/id.ts';
import { limits } from '../../../kernel/limits.ts';
import { callStripe, doubt } from './call.ts';
import type { Connection } from './config.ts';
import type { Located } from './known-payments.ts';
import { Intent, listOf, referenceOf, Session } from './messages.ts';

/** A payment is asked of Stripe within this time of its number's making, or never. */
export const CREATED_WITHIN_MS = 10 * 60_000;
const PAGE_SIZE = 100;
const PAGES_MAX = 100;

export type LocateResult =
  | { readonly outcome: 'found'; readonly located: Located }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'unknown'; readonly cause: string };

/**
 * Finds what Stripe made of our number. Stripe looks nothing up by a merchant's number and its search lags behind, but its
 * lists do not; our number tells when it was made, so the lists of those minutes are read.
 */
export async function locate(connection: Connection, gatewayReference: string): Promise<LocateResult> {
  const known = connection.known.get(gatewayReference);
  if (known !== undefined) return { outcome: 'found', located: known };
  const madeMs = referenceTimeMs(gatewayReference);
  if (madeMs === null) return { outcome: 'unknown', cause: 'the reference does not tell its time' };
  for (const kind of ['session', 'intent'] as const) {
    const result = await search(connection, { kind, gatewayReference, madeMs });
    if (result.outcome === 'found') connection.known.set(gatewayReference, result.located);
    if (result.outcome !== 'not_found') return result;
  }
  return { outcome: 'not_found' };
}

interface Search {
  readonly kind: Located['kind'];
  readonly gatewayReference: string;
  readonly madeMs: number;
}

async function search(connection: Connection, wanted: Search): Promise<LocateResult> {
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const result = await readPage(connection, wanted, after);
    if (result.outcome !== 'ok') return doubt(result);
    const { data, has_more } = result.data;
    const found = data.find((entry) => numberOf(entry) === wanted.gatewayReference);
    if (found !== undefined) return { outcome: 'found', located: { kind: wanted.kind, id: found.id } };
    after = data.at(-1)?.id ?? null;
    if (!has_more || after === null) return { outcome: 'not_found' };
  }
  return { outcome: 'unknown', cause: 'too many payments were made in those minutes' };
}

function readPage(connection: Connection, { kind, madeMs }: Search, after: string | null) {
  const seconds = (ms: number) => Math.floor(ms / 1_000);
  return callStripe(connection, kind === 'session' ? listOf(Session) : listOf(Intent), {
    method: 'GET',
    path: kind === 'session' ? '/v1/checkout/sessions' : '/v1/payment_intents',
    form: {
      created: {
        gte: seconds(madeMs - limits.clockSkewToleranceMs),
        lte: seconds(madeMs + CREATED_WITHIN_MS + limits.clockSkewToleranceMs),
      },
      limit: PAGE_SIZE,
      ...(after === null ? {} : { starting_after: after }),
    },
  });
}

function numberOf(entry: Session | Intent): string | null {
  return entry.object === 'checkout.session' ? (entry.client_reference_id ?? null) : referenceOf(entry);
}
