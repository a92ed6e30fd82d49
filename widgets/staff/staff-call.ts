import type { Problem, SignInBody, StaffView } from '../../src/identity/wire.ts';
import { staffText } from './text.ts';

/** An answer that is no success. `status` 0 = no answer came. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  /** Stable code of the server's error table; empty when none came. */
  readonly code: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

const timeoutMs = 30_000;

export interface StaffCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Of the session; goes with everything that changes something. */
  readonly csrfToken?: string;
  /** Asked by the page itself: it does not keep the session young. */
  readonly isBackground?: boolean;
}

/** Who is signed in; a refusal with status 401 when nobody is. */
export function readMe(): Promise<Answer<StaffView>> {
  return staffCall({ method: 'GET', path: '/v1/staff/me' });
}

/** Opens a session; the answer sets the cookie. */
export function signIn(body: SignInBody): Promise<Answer<StaffView>> {
  return staffCall({ method: 'POST', path: '/v1/staff/sessions', body });
}

/** Ends the session. */
export function signOut(csrfToken: string): Promise<Answer<unknown>> {
  return staffCall({ method: 'DELETE', path: '/v1/staff/sessions/current', csrfToken });
}

/** One call with the session's cookie. Never throws: what went wrong is a `Refusal`. */
export async function staffCall<T>(call: StaffCall): Promise<Answer<T>> {
  try {
    const response = await fetch(call.path, {
      method: call.method,
      headers: headersOf(call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok && body !== null) return { ok: true, value: body as T };
    const { message = offline, code = '' } = (body ?? {}) as Partial<Problem>;
    return { ok: false, status: response.ok ? 502 : response.status, code, message };
  } catch {
    return { ok: false, status: 0, code: '', message: offline };
  }
}

const offline = { zh: staffText.offline[0], en: staffText.offline[1] };

function headersOf({ body, csrfToken, isBackground }: StaffCall): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(csrfToken === undefined ? {} : { 'x-tilltalk-csrf': csrfToken }),
    ...(isBackground === true ? { 'x-tilltalk-background': '1' } : {}),
  };
}
