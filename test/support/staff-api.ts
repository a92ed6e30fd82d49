import type { Problem, StaffRole, StaffView } from '../../src/identity/wire.ts';
import { addAccount } from './staff-cookie.ts';
import type { Till } from './till.ts';

export interface StaffReply<T> {
  readonly status: number;
  readonly headers: Headers;
  /** The answer, or a problem: a test knows which it expects. */
  readonly body: T & Omit<Problem, 'status'>;
}

/** Tilltalk's staff face as one signed-in browser uses it. */
export interface StaffApi {
  readonly view: StaffView;
  readonly cookie: string;
  /** A request of our own page, unless `headers` say otherwise; an empty value leaves a header out. */
  call<T>(
    method: string,
    path: string,
    init?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<StaffReply<T>>;
}

/** Signs in somebody of that role. */
export async function staffApi(till: Pick<Till, 'url' | 'running'>, role: StaffRole): Promise<StaffApi> {
  const { login, password } = await addAccount(till as Till, role);
  const opened = await staffRequest<StaffView>(till.url, ['POST', '/v1/staff/sessions'], {
    body: { login, password },
    headers: { origin: till.url },
  });
  if (opened.status !== 200) throw new Error(`no staff session: ${JSON.stringify(opened.body)}`);
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ours = { cookie, origin: till.url, 'x-tilltalk-csrf': opened.body.csrfToken };
  return {
    view: opened.body,
    cookie,
    call: (method, path, init = {}) =>
      staffRequest(till.url, [method, path], { ...init, headers: { ...ours, ...init.headers } }),
  };
}

export async function staffRequest<T>(
  url: string,
  [method, path]: [string, string],
  init: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<StaffReply<T>> {
  const given = Object.entries(init.headers ?? {}).filter(([, value]) => value !== '');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...Object.fromEntries(given),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const body = (await response.json()) as T & Omit<Problem, 'status'>;
  return { status: response.status, headers: response.headers, body };
}
