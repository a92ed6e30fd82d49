import type { Client } from 'openapi-fetch';
import type { Problem } from '../../src/identity/wire.ts';
import type { paths } from './api-types.ts';

/** An answer that is no success, in words for people. `status` 0 = no answer came; the request may have arrived. */
export interface Refusal {
  ok: false;
  status: number;
  /** Stable code of the server's error table; `network` and `unreadable` are ours. */
  code: string;
  message: { zh: string; en: string };
  /** Milliseconds the server asks to wait; null when it did not say. */
  retryAfterMs: number | null;
  /** Further members of the problem+json body. */
  extra: Record<string, unknown>;
}

export type Answer<T> = { ok: true; value: T } | Refusal;

/** The server's `/v1`, typed by its own OpenAPI, with the face of openapi-fetch. */
export type ApiClient = Pick<Client<paths>, 'GET' | 'POST' | 'DELETE' | 'request'>;

/** What a call's promise holds. */
interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

interface Init {
  params?: { path?: Record<string, string>; query?: object; header?: Record<string, string> };
  headers?: Record<string, string>;
  body?: unknown;
}

/**
 * Opens the one way to call our own origin. Only the types are openapi-fetch's: its run time would be a twentieth of
 * what the panel may weigh, for serializers and middleware that nothing here needs.
 */
export function openClient(options: { credentials: RequestCredentials; timeoutMs: number }): ApiClient {
  const request = async (method: string, path: string, init: Init = {}): Promise<Reply<unknown>> => {
    const { body, headers, params } = init;
    const isForm = body instanceof FormData;
    const response = await fetch(addressOf(path, params), {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...params?.header,
      },
      body: isForm ? body : (JSON.stringify(body) ?? null),
      credentials: options.credentials,
      cache: 'no-store',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    const read: unknown = await response.json().catch(() => undefined);
    return response.ok ? { data: read, response } : { error: read, response };
  };
  const by = (method: string) => (path: string, init?: Init) => request(method, path, init);
  // What a call gives is what the API's description says of its address: the types know, the code cannot.
  return { request, GET: by('GET'), POST: by('POST'), DELETE: by('DELETE') } as unknown as ApiClient;
}

/** The address with its parameters; those that are undefined are left out. */
function addressOf(path: string, { path: parts = {}, query = {} }: NonNullable<Init['params']> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(parts[name] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}

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

/** A success without a readable body proves nothing: it is treated like an error of the server. */
const unreadable: Refusal = {
  ...networkRefusal,
  status: 502,
  code: 'unreadable',
  message: {
    zh: '服务暂时没有回应，请稍后再试。重试不会重复扣款。',
    en: 'The service did not answer properly. Please try again shortly; you will not be charged twice.',
  },
};

/** What became of a call. Never throws: what went wrong is a `Refusal`. */
export async function answerOf<T>(call: Promise<Reply<T>>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok) return data === undefined ? unreadable : { ok: true, value: data };
    return refusalOf(response, error);
  } catch {
    return networkRefusal;
  }
}

function refusalOf(response: Response, error: unknown): Refusal {
  const problem = (error ?? {}) as Partial<Problem> & Record<string, unknown>;
  const seconds = Number(response.headers.get('retry-after'));
  return {
    ok: false,
    status: response.status,
    code: problem.code ?? unreadable.code,
    message: problem.message ?? unreadable.message,
    retryAfterMs: seconds > 0 ? seconds * 1000 : null,
    extra: problem,
  };
}
