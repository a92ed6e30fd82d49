import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { StaffRole } from '../wire.ts';
import type { StaffDeps } from './deps.ts';
import { staffErrors } from './errors.ts';
import { liveAt } from './live.ts';
import { csrfTokenOf, hashOf, isSameText, tokenOf } from './session-token.ts';
import { findLiveSession, touchSession } from './store.ts';
import type { StaffCaller, StaffRequest } from './types.ts';

/** Proves who sends a request and that they may. */
export type RequireStaff = (roles: readonly StaffRole[]) => (request: StaffRequest) => Promise<StaffCaller>;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page that asks by itself says so: nobody is at the keyboard, so the session goes on growing old. */
const BACKGROUND_HEADER = 'x-tilltalk-background';
const CSRF_HEADER = 'x-tilltalk-csrf';

/**
 * The gate of everything staff do. Throws `staff_unauthenticated`, `role_forbidden`, and, for a request that changes
 * something, `csrf_refused` unless it comes from our origin with the session's token.
 */
export function createRequireStaff(deps: Pick<StaffDeps, 'db' | 'clock' | 'publicUrl'>): RequireStaff {
  return (roles) => async (request) => {
    const caller = await callerOf(deps, request);
    if (!SAFE_METHODS.has(request.method)) {
      refuseForeignOrigin(deps.publicUrl, request);
      refuseForeignToken(caller, request.headers[CSRF_HEADER]);
    }
    if (!roles.includes(caller.role)) throw new DomainError(staffErrors.role_forbidden);
    return caller;
  };
}

/**
 * Who opens a socket: a browser sends its cookies with every handshake, whichever page asked for it, so origin and
 * token are proved like those of a request that changes something.
 */
export function createStaffSocketGate(deps: Pick<StaffDeps, 'db' | 'clock' | 'publicUrl'>) {
  const gate = createRequireStaff(deps);
  return (
    roles: readonly StaffRole[],
    handshake: { headers: StaffRequest['headers']; csrfToken: string },
  ): Promise<StaffCaller> =>
    gate(roles)({
      method: 'CONNECT',
      headers: { ...handshake.headers, [CSRF_HEADER]: handshake.csrfToken, [BACKGROUND_HEADER]: '1' },
    });
}

/** Refuses what a page of another origin makes a browser send. Throws `csrf_refused`. */
export function refuseForeignOrigin(publicUrl: string, { headers }: StaffRequest): void {
  const { origin, host } = headers;
  const isOurs =
    typeof origin === 'string' &&
    URL.canParse(origin) &&
    (new URL(origin).origin === new URL(publicUrl).origin || new URL(origin).host === host);
  if (!isOurs) throw new DomainError(staffErrors.csrf_refused);
}

function refuseForeignToken(caller: StaffCaller, given: string | string[] | undefined): void {
  if (!isSameText(String(given ?? ''), caller.csrfToken)) throw new DomainError(staffErrors.csrf_refused);
}

/** A request is looked at by the hook of all routes and by its own route: its session is read once. */
const found = new WeakMap<StaffRequest, Promise<StaffCaller>>();

function callerOf(deps: Pick<StaffDeps, 'db' | 'clock' | 'publicUrl'>, request: StaffRequest) {
  const caller = found.get(request) ?? findCaller(deps, request);
  found.set(request, caller);
  return caller;
}

async function findCaller(
  deps: Pick<StaffDeps, 'db' | 'clock' | 'publicUrl'>,
  { headers }: StaffRequest,
): Promise<StaffCaller> {
  const token = tokenOf(headers['cookie'], deps.publicUrl);
  const nowMs = deps.clock.wallMs();
  const sessionHash = token === undefined ? '' : hashOf(token);
  const session =
    token === undefined ? undefined : await findLiveSession(deps.db.query, sessionHash, liveAt(nowMs));
  if (token === undefined || session === undefined) {
    throw new DomainError(staffErrors.staff_unauthenticated);
  }
  const { lastSeenAtMs, role, ...who } = session;
  const isSeen = headers[BACKGROUND_HEADER] === undefined;
  if (isSeen && nowMs - lastSeenAtMs > limits.staffSeenEveryMs) {
    await touchSession(deps.db.query, sessionHash, nowMs);
  }
  return { ...who, role: role as StaffRole, sessionHash, csrfToken: csrfTokenOf(token) };
}
