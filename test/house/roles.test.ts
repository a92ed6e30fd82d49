import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteAccess } from '../../src/app/http/access.ts';
import { type SocketAccess, socketAccess } from '../../src/bot/index.ts';
import { type AccessKind, OWN_PROOFS } from '../../src/identity/index.ts';
import { StaffRole } from '../../src/identity/wire.ts';
import { describeRoles, EVERYTHING } from '../support/describe-roles.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import { addLearners } from '../support/learners.ts';
import { staffApi } from '../support/staff-api.ts';
import { hostToken, NO_SANDBOX, startTill, type Till } from '../support/till.ts';

type Headers = Record<string, string>;
type Who = 'nobody' | AccessKind;

const everybody: readonly Who[] = ['nobody', 'guest', 'learner', 'host', ...StaffRole.options];

/** What says "not you", in contrast to "not this": wrong input, nothing there, too late. */
const REFUSALS = new Set([
  'unauthenticated',
  'identity_required',
  'staff_unauthenticated',
  'role_forbidden',
  'host_token_refused',
  'csrf_refused',
]);

let till: Till;
let routes: readonly RouteAccess[];
let staff: Record<StaffRole, Headers>;
let headersOf: (who: Who) => Promise<Headers>;

beforeAll(async () => {
  till = await startTill({ ...EVERYTHING, SANDBOX_URL: NO_SANDBOX });
  routes = till.running.http.accessTable();
  staff = await signEverybodyIn();
  const host = `Bearer ${await hostServerToken()}`;
  // One is used up by each request: a route may do what it says, up to ending the account.
  const learners = await addLearners(till.db, routes.length + socketAccess.length);
  const guestToken = (await till.guest()).token;
  headersOf = async (who) => {
    if (who === 'nobody') return {};
    if (who === 'guest') return { authorization: `Bearer ${guestToken}` };
    if (who === 'learner') return { authorization: `Bearer ${learners.pop()?.token}` };
    if (who === 'host') return { authorization: host };
    return staff[who as StaffRole];
  };
});
afterAll(() => till.close());

async function staffHeaders(role: StaffRole): Promise<Headers> {
  const { cookie, view } = await staffApi(till, role);
  return { cookie, origin: till.url, 'x-tilltalk-csrf': view.csrfToken };
}

async function signEverybodyIn(): Promise<Record<StaffRole, Headers>> {
  const opened = StaffRole.options.map(async (role) => [role, await staffHeaders(role)] as const);
  return Object.fromEntries(await Promise.all(opened)) as Record<StaffRole, Headers>;
}

it('the tables in the docs are those of the code', () => {
  expect(readFileSync('docs/ROLES.md', 'utf8'), 'run npm run docs').toContain(describeRoles(routes));
});

/** Sends what is there to send: an empty object, and ids that nothing has. */
async function call(route: RouteAccess, given: Headers): Promise<{ status: number; code: string }> {
  const takesBody = ['POST', 'PUT', 'PATCH'].includes(route.method);
  const headers = { ...given, 'idempotency-key': 'k' };
  const response = await till.running.http.inject({
    method: route.method as 'GET',
    url: route.url.replaceAll(/:\w+/g, 'none-such').replace('*', 'none'),
    headers: takesBody ? { ...headers, 'content-type': 'application/json' } : headers,
    ...(takesBody ? { payload: '{}' } : {}),
  });
  const isProblem = String(response.headers['content-type']).startsWith('application/problem+json');
  return { status: response.statusCode, code: isProblem ? response.json().code : '' };
}

const isProvedInside = ({ access }: RouteAccess) => OWN_PROOFS.some((proof) => access.includes(proof));
const isWrite = ({ method }: RouteAccess) => !['GET', 'OPTIONS'].includes(method);
/** What ends the session it comes with goes last. */
const inOrder = (known: readonly RouteAccess[]) =>
  known.toSorted((a, b) => Number(a.url.endsWith('/current')) - Number(b.url.endsWith('/current')));

/** What is not as the table says. */
async function wrongAt(route: RouteAccess, who: Who): Promise<string[]> {
  const { status, code } = await call(route, await headersOf(who));
  const mayCall = route.access.includes('anybody') || route.access.includes(who as AccessKind);
  const isRefused = (status === 401 || status === 403) && REFUSALS.has(code);
  return mayCall === isRefused || status >= 500 ? [`${route.method} ${route.url}: ${status} ${code}`] : [];
}

describe('every role at every route', () => {
  it.each(everybody)('%s is answered or refused exactly as the table says', async (who) => {
    const wrong: string[] = [];
    for (const route of inOrder(routes)) {
      if (!isProvedInside(route)) wrong.push(...(await wrongAt(route, who)));
    }
    expect(wrong).toEqual([]);
  });

  it('a route that is opened by a link, a signature or a token of its own is opened by no role', async () => {
    // This machine itself may read its metrics.
    const proved = routes.filter((route) => isProvedInside(route) && !route.access.includes('operator'));
    const pairs = proved.flatMap((route) => everybody.map((who) => ({ route, who })));
    const opened: string[] = [];
    for (const { route, who } of pairs) {
      const { status } = await call(route, await headersOf(who));
      if (status < 400 || status >= 500) opened.push(`${who}: ${route.method} ${route.url}: ${status}`);
    }
    expect(opened).toEqual([]);
  });

  it('whatever a cookie may change needs our origin and the token of that session', async () => {
    const taken: string[] = [];
    const roleOf = ({ access }: RouteAccess) => StaffRole.options.find((role) => access.includes(role));
    const writes = routes.filter((route) => isWrite(route) && roleOf(route) !== undefined);
    expect(writes.length).toBeGreaterThan(10);
    const other = staff.admin['x-tilltalk-csrf'] ?? '';
    staff = await signEverybodyIn();
    for (const route of writes) {
      const { cookie = '', origin = '', ...token } = staff[roleOf(route) ?? 'admin'];
      const forged: Headers[] = [
        { cookie, origin },
        { cookie, ...token },
        { cookie, ...token, origin: 'https://evil.example' },
        { cookie, origin, 'x-tilltalk-csrf': other },
      ];
      for (const headers of forged) {
        const { status, code } = await call(route, headers);
        if (status !== 403 || code !== 'csrf_refused')
          taken.push(`${route.method} ${route.url}: ${status} ${code}`);
      }
    }
    expect(taken).toEqual([]);
  });
});

describe('every role at every socket', () => {
  it.each(socketAccess)('$namespace is opened by those of the table only', async (socket: SocketAccess) => {
    const { namespace, access } = socket;
    const outcomes = everybody.map(async (who) => [who, await connects(namespace, await headersOf(who))]);
    expect(Object.fromEntries(await Promise.all(outcomes))).toEqual(
      Object.fromEntries(everybody.map((who) => [who, access.includes(who as AccessKind)])),
    );
  });
});

it('a guest who signs in leaves a token behind that opens nothing, neither by HTTP nor by socket', async () => {
  const guest = await till.guest();
  const asGuest = { authorization: `Bearer ${guest.token}` };
  const wallet = { method: 'GET', url: '/v1/wallet', access: [] };
  expect([(await call(wallet, asGuest)).status, await connects('/', asGuest)]).toEqual([200, true]);
  const body = { guestToken: guest.token, hostToken: await hostToken('guest-before') };
  const signedIn = await guest.call<{ token: string }>('POST', '/v1/sessions', { body });
  const asLearner = { authorization: `Bearer ${signedIn.body.token}` };
  expect(await call(wallet, asGuest)).toEqual({ status: 401, code: 'unauthenticated' });
  expect(await connects('/', asGuest)).toBe(false);
  expect([(await call(wallet, asLearner)).status, await connects('/', asLearner)]).toEqual([200, true]);
});

function connects(namespace: string, { authorization = '', ...headers }: Headers): Promise<boolean> {
  const socket = io(`${till.url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
    auth: { token: authorization.replace('Bearer ', ''), csrfToken: headers['x-tilltalk-csrf'] },
  });
  return new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true));
    socket.on('connect_error', () => resolve(false));
  }).finally(() => socket.close());
}
