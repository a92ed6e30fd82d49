import { z } from 'zod';
import { type HttpResult, parseJson } from '../http-client.ts';
import type { Connection } from './config.ts';

/** The version whose answers we read; webhooks must be set to the same. */
export const API_VERSION = '2026-10-28.endive';

export interface Form {
  readonly [name: string]: string | number | boolean | readonly Form[] | Form | readonly string[];
}

export interface StripeCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The query of a GET, the form of a POST. */
  readonly form?: Form;
  /** Our number: the same key is the same wish for at least 24 hours. */
  readonly idempotencyKey?: string;
}

interface Refusal {
  readonly outcome: 'refused';
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  /** Of a card that was declined. */
  readonly declineCode: string | null;
}

export type StripeFailure =
  | Refusal
  | { readonly outcome: 'not_sent'; readonly cause: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

export type StripeResult<Data> = { readonly outcome: 'ok'; readonly data: Data } | StripeFailure;

const Problem = z.object({
  error: z.object({
    type: z.string(),
    code: z.string().nullish(),
    decline_code: z.string().nullish(),
  }),
});

/**
 * One call of the v1 API. `refused`: Stripe's own 4xx, so nothing was done. A 409 (the same key is at work), an
 * `idempotency_error` (the key stands for something else), a 5xx and what cannot be read are `unknown`.
 */
export async function callStripe<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  call: StripeCall,
): Promise<StripeResult<z.infer<Schema>>> {
  const form = call.form === undefined ? '' : encodeForm(call.form);
  const isPost = call.method === 'POST';
  const result = await connection.send({
    method: call.method,
    url: connection.baseUrl + call.path + (isPost || form === '' ? '' : `?${form}`),
    headers: {
      authorization: `Bearer ${connection.secretKey}`,
      'stripe-version': API_VERSION,
      accept: 'application/json',
      ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
    },
    ...(isPost ? { body: form } : {}),
    // What has no key is a question, or a step that a second time finds done.
    isRepeatable: true,
  });
  if (result.outcome !== 'answered') return result;
  return readAnswer(result, schema);
}

function readAnswer<Schema extends z.ZodType>(
  { status, body }: HttpResult & { readonly outcome: 'answered' },
  schema: Schema,
): StripeResult<z.infer<Schema>> {
  const json = parseJson(body);
  if (status === 200) {
    const parsed = schema.safeParse(json);
    return parsed.success
      ? { outcome: 'ok', data: parsed.data }
      : { outcome: 'unknown', cause: 'the answer has an unexpected form' };
  }
  const problem = Problem.safeParse(json);
  const isSure = status >= 400 && status < 500 && status !== 408 && status !== 409;
  if (!isSure || !problem.success) return { outcome: 'unknown', cause: `status ${status}` };
  const { type, code = null, decline_code: declineCode = null } = problem.data.error;
  if (type === 'idempotency_error') return { outcome: 'unknown', cause: type };
  return { outcome: 'refused', status, type, code: code ?? null, declineCode: declineCode ?? null };
}

/** Stripe's own writing of nested fields: `a[b][0][c]=d`. */
export function encodeForm(form: Form): string {
  const pairs: [string, string][] = [];
  const write = (name: string, value: Form[string]) => {
    if (typeof value !== 'object') pairs.push([name, String(value)]);
    else for (const [key, inner] of Object.entries(value)) write(`${name}[${key}]`, inner as Form[string]);
  };
  for (const [name, value] of Object.entries(form)) write(name, value);
  return new URLSearchParams(pairs).toString();
}

/** A failure as doubt about a payment or refund. */
export function doubt(failure: StripeFailure): { readonly outcome: 'unknown'; readonly cause: string } {
  const cause =
    failure.outcome === 'refused'
      ? `refused with ${failure.status} ${failure.code ?? failure.type}`
      : failure.cause;
  return { outcome: 'unknown', cause };
}

/** True when Stripe knows no object of that id. */
export function isAbsent(failure: StripeFailure): boolean {
  return failure.outcome === 'refused' && failure.status === 404 && failure.code === 'resource_missing';
}

/** Turned away at the door (key, rights, rate): the call itself was never looked at. */
export function isAtTheDoor(failure: StripeFailure): boolean {
  return (
    failure.outcome === 'refused' &&
    (failure.status === 401 || failure.status === 403 || failure.status === 429)
  );
}
