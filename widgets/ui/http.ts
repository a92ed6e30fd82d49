import type { Problem } from '../../src/identity/wire.ts';

/** An answer that is no success, in words for the learner. `status` 0 = no answer came; the request may have arrived. */
export interface Refusal {
  ok: false;
  status: number;
  code: string;
  message: { zh: string; en: string };
  /** Milliseconds the server asks to wait; null when it did not say. */
  retryAfterMs: number | null;
  /** Further members of the problem+json body. */
  extra: Record<string, unknown>;
}

export type Answer<T> = { ok: true; value: T } | Refusal;

export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  token?: string | undefined;
  idempotencyKey?: string;
  body?: unknown;
}

const timeoutMs = 15_000;

/** No answer came at all. */
export const networkRefusal: Refusal = {
  ok: false,
  status: 0,
  code: 'network',
  message: {
    zh: '网络好像断开了，请检查后重试。重试不会重复扣款。',
    en: 'The network seems to be down. Please try again; you will not be charged twice.',
  },
  retryAfterMs: null,
  extra: {},
};

const unreadable = {
  zh: '服务暂时没有回应，请稍后再试。重试不会重复扣款。',
  en: 'The service did not answer properly. Please try again shortly; you will not be charged twice.',
};

/** Sends one call to our own origin. Never throws: what went wrong is a `Refusal`. */
export async function callApi<T>(call: Call): Promise<Answer<T>> {
  try {
    const response = await fetch(call.path, {
      method: call.method,
      headers: headersOf(call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok && body !== null) return { ok: true, value: body as T };
    return refusalOf(response, body);
  } catch {
    return networkRefusal;
  }
}

function headersOf(call: Call): Record<string, string> {
  return {
    accept: 'application/json',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
    ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
  };
}

function refusalOf(response: Response, body: unknown): Refusal {
  const problem = (body ?? {}) as Partial<Problem> & Record<string, unknown>;
  const seconds = Number(response.headers.get('retry-after'));
  return {
    ok: false,
    // A success without a readable body proves nothing: it is treated like an error of the server.
    status: response.ok ? 502 : response.status,
    code: problem.code ?? 'unreadable',
    message: problem.message ?? unreadable,
    retryAfterMs: seconds > 0 ? seconds * 1000 : null,
    extra: problem,
  };
}
