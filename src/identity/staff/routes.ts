import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ANYBODY } from '../access.ts';
import { ChangePasswordBody, SignInBody, StaffRole, StaffSessionView, StaffView } from '../wire.ts';
import { type AddressDelay, createAddressDelay } from './address-delay.ts';
import { changePassword } from './change-password.ts';
import type { StaffDeps } from './deps.ts';
import { deviceLabelOf } from './device.ts';
import { createRequireStaff, refuseForeignOrigin } from './require-staff.ts';
import { sessionCookie, tokenOf } from './session-token.ts';
import { listSessions, revokeSessions } from './sessions.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import type { StaffCaller } from './types.ts';

const SessionParams = z.object({ sessionId: z.string().min(1).max(64) });
const Revoked = z.object({ revoked: z.number().int() });

type App = Parameters<FastifyPluginCallbackZod>[0];

const tags = ['staff'];
const config = { access: StaffRole.options };

/** Signing in and out of those who work here; console and dashboard share it. The widget never sees this cookie. */
export function staffRoutes(deps: StaffDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    addSignIn(app, deps, createAddressDelay(deps.clock));
    addOwnAccount(app, deps);
    addSessions(app, deps);
    done();
  };
}

function addSignIn(app: App, deps: StaffDeps, delay: AddressDelay): void {
  app.post(
    '/v1/staff/sessions',
    { config: { access: ANYBODY }, schema: { tags, body: SignInBody, response: { 200: StaffView } } },
    async (request, reply) => {
      refuseForeignOrigin(deps.publicUrl, request);
      delay.require(request.ip);
      const command = {
        ...request.body,
        address: request.ip,
        formerToken: tokenOf(request.headers.cookie, deps.publicUrl),
        device: deviceOf(request),
      };
      const signedIn = await signIn(deps, command).catch((error: unknown) => {
        delay.note(request.ip, false);
        throw error;
      });
      delay.note(request.ip, true);
      return admit(deps, reply, signedIn);
    },
  );
}

function addOwnAccount(app: App, deps: StaffDeps): void {
  const anyStaff = createRequireStaff(deps)(StaffRole.options);
  app.get('/v1/staff/me', { config, schema: { tags, response: { 200: StaffView } } }, async (request) =>
    viewOf(await anyStaff(request)),
  );
  app.post(
    '/v1/staff/password',
    { config, schema: { tags, body: ChangePasswordBody, response: { 200: StaffView } } },
    async (request, reply) => {
      const caller = await anyStaff(request);
      const command = { caller, ...request.body, device: deviceOf(request) };
      return admit(deps, reply, await changePassword(deps, command));
    },
  );
}

function addSessions(app: App, deps: StaffDeps): void {
  const anyStaff = createRequireStaff(deps)(StaffRole.options);
  app.get(
    '/v1/staff/sessions',
    { config, schema: { tags, response: { 200: z.object({ sessions: z.array(StaffSessionView) }) } } },
    async (request) => ({ sessions: await listSessions(deps, await anyStaff(request)) }),
  );
  app.delete(
    '/v1/staff/sessions/current',
    { config, schema: { tags, response: { 200: z.object({ signedOut: z.literal(true) }) } } },
    async (request, reply) => {
      await signOut(deps, await anyStaff(request));
      reply.header('set-cookie', sessionCookie(deps.publicUrl, ''));
      return { signedOut: true as const };
    },
  );
  app.delete(
    '/v1/staff/sessions/others',
    { config, schema: { tags, response: { 200: Revoked } } },
    async (request) => ({ revoked: await revokeSessions(deps, { caller: await anyStaff(request) }) }),
  );
  app.delete(
    '/v1/staff/sessions/:sessionId',
    { config, schema: { tags, params: SessionParams, response: { 200: Revoked } } },
    async (request) => {
      const caller = await anyStaff(request);
      return { revoked: await revokeSessions(deps, { caller, ...request.params }) };
    },
  );
}

/** The cookie of a session that was just opened, and what its page needs to know. */
function admit(deps: StaffDeps, reply: FastifyReply, { token, caller }: SignedIn): StaffView {
  reply.header('set-cookie', sessionCookie(deps.publicUrl, token));
  return viewOf(caller);
}

function deviceOf(request: FastifyRequest): string | null {
  return deviceLabelOf(request.headers['user-agent']);
}

function viewOf({ sessionHash: _kept, ...view }: StaffCaller): StaffView {
  return view;
}
