import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ANYBODY } from '../access.ts';
import { SignInBody, StaffRole, StaffView } from '../wire.ts';
import type { StaffDeps } from './deps.ts';
import { createRequireStaff, refuseForeignOrigin } from './require-staff.ts';
import { sessionCookie, tokenOf } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import type { StaffCaller } from './types.ts';

/** Signing in and out of those who work here; console and dashboard share it. The widget never sees this cookie. */
export function staffRoutes(deps: StaffDeps): FastifyPluginCallbackZod {
  const anyStaff = createRequireStaff(deps)(StaffRole.options);
  return (app, _options, done) => {
    const tags = ['staff'];
    app.post(
      '/v1/staff/sessions',
      { config: { access: ANYBODY }, schema: { tags, body: SignInBody, response: { 200: StaffView } } },
      async (request, reply) => {
        refuseForeignOrigin(deps.publicUrl, request);
        const formerToken = tokenOf(request.headers.cookie, deps.publicUrl);
        const { token, caller } = await signIn(deps, { ...request.body, address: request.ip, formerToken });
        reply.header('set-cookie', sessionCookie(deps.publicUrl, token)).header('cache-control', 'no-store');
        return viewOf(caller);
      },
    );
    const config = { access: StaffRole.options };
    app.get(
      '/v1/staff/me',
      { config, schema: { tags, response: { 200: StaffView } } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return viewOf(await anyStaff(request));
      },
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
    done();
  };
}

function viewOf({ sessionHash: _kept, ...view }: StaffCaller): StaffView {
  return view;
}
