import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { checkoutErrors } from '../../checkout/index.ts';
import {
  type Access,
  type Authenticate,
  type AuthenticateFor,
  bearerToken,
  type HostServer,
  OWN_PROOFS,
  type RequireStaff,
} from '../../identity/index.ts';
import { StaffRole } from '../../identity/wire.ts';
import { DomainError } from '../../kernel/errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call it; a server with a route that does not say so refuses to start. */
    access?: Access;
    /** The parameter that names what a pass must be for; without it the route takes no pass. */
    passFor?: string;
  }
  interface FastifyInstance {
    /** Every route with who may call it, by address. */
    accessTable(): readonly RouteAccess[];
  }
}

export interface RouteAccess {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

/** How callers prove who they are. */
export interface AccessGates {
  readonly authenticate: Authenticate;
  readonly authenticateFor: AuthenticateFor;
  readonly requireStaff: RequireStaff;
  readonly host: Pick<HostServer, 'recognize'>;
}

/**
 * Keeps what every route declares as `config: { access }`, before a body is read and before the route's own checks.
 * Without a declaration the server does not start.
 */
export function keepAccess(app: FastifyInstance, gates: AccessGates): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => refuseUndeclared(routes));
  app.decorate('accessTable', () => tableOf(routes));
  // After the limit of requests, so that guessing is limited too.
  app.addHook('preParsing', async (request) => {
    const { access } = request.routeOptions.config;
    if (access !== undefined) await admit(gates, access, request);
  });
}

function refuseUndeclared(routes: readonly RouteOptions[]): void {
  const silent = routes.filter(({ config }) => config?.access === undefined);
  if (silent.length === 0) return;
  const names = silent.map(({ method, url }) => `${method} ${url}`).join(', ');
  throw new Error(
    `these routes do not say who may call them: ${names}. Declare it beside each, as config: { access: LEARNERS }, with a constant of src/identity/access.ts or a list of roles, then run npm run docs`,
  );
}

function tableOf(routes: readonly RouteOptions[]): RouteAccess[] {
  const rows = routes.flatMap(({ method, url, config }) =>
    [method].flat().map((name) => ({ method: name, url, access: config?.access ?? [] })),
  );
  // Fastify answers HEAD wherever it answers GET.
  const shown = rows.filter(({ method }) => method !== 'HEAD');
  return shown.toSorted((a, b) => a.url.localeCompare(b.url, 'en') || a.method.localeCompare(b.method, 'en'));
}

async function admit(gates: AccessGates, access: Access, request: FastifyRequest): Promise<void> {
  const isProvedInside = OWN_PROOFS.some((proof) => access.includes(proof));
  if (isProvedInside || access.includes('anybody')) return;
  const roles = StaffRole.options.filter((role) => access.includes(role));
  const takesToken = roles.length < access.length;
  if (!takesToken || (roles.length > 0 && request.headers.authorization === undefined)) {
    await gates.requireStaff(roles)(request);
    return;
  }
  await admitToken(gatesFor(gates, request), access, bearerToken(request.headers.authorization));
}

/** Where a route takes passes, one for the very thing that is asked about is as good as its learner's token. */
function gatesFor(gates: AccessGates, { routeOptions, params }: FastifyRequest): TokenGates {
  const { passFor } = routeOptions.config;
  if (passFor === undefined) return gates;
  const thingId = (params as Record<string, string>)[passFor] ?? '';
  return { host: gates.host, authenticate: (token) => gates.authenticateFor(token, thingId) };
}

type TokenGates = Pick<AccessGates, 'authenticate' | 'host'>;

async function admitToken(gates: TokenGates, access: Access, token: string): Promise<void> {
  const isForHost = access.includes('host');
  if (!access.includes('guest') && !access.includes('learner')) return gates.host.recognize(token);
  try {
    const { isGuest } = await gates.authenticate(token);
    if (isGuest && !access.includes('guest')) throw new DomainError(checkoutErrors.identity_required);
  } catch (error) {
    if (!isForHost) throw error;
    await gates.host.recognize(token).catch(() => Promise.reject(error));
  }
}
