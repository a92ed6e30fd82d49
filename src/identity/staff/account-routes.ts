import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Access } from '../access.ts';
import { AddStaffBody, ChangeRoleBody, NewPasswordView, StaffAccountView } from '../wire.ts';
import { addStaff } from './add-staff.ts';
import { changeStaff, type StaffChange } from './change-staff.ts';
import type { StaffDeps } from './deps.ts';
import { listAccounts } from './list-accounts.ts';
import { makePassword } from './make-password.ts';
import { createRequireStaff } from './require-staff.ts';
import { ADMIN_ROLES } from './roles.ts';

const PATH = '/v1/staff/accounts';
const AccountParams = z.object({ staffId: z.string().min(1).max(64) });
const Changed = z.object({ changed: z.literal(true) });

type App = Parameters<FastifyPluginCallbackZod>[0];

const tags = ['staff'];
const config: { access: Access } = { access: ADMIN_ROLES };

/** What admins do with the accounts of those who work here: add, change the role, disable, let in again. */
export function staffAccountRoutes(deps: StaffDeps): FastifyPluginCallbackZod {
  const adminOf = createRequireStaff(deps)(ADMIN_ROLES);
  return (app, _options, done) => {
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    app.get(
      PATH,
      { config, schema: { tags, response: { 200: z.object({ accounts: z.array(StaffAccountView) }) } } },
      async (request) => {
        await adminOf(request);
        return { accounts: await listAccounts(deps) };
      },
    );
    app.post(
      PATH,
      { config, schema: { tags, body: AddStaffBody, response: { 201: NewPasswordView } } },
      async (request, reply) => {
        const { staffId } = await adminOf(request);
        const { displayName = request.body.login, ...account } = request.body;
        const password = makePassword();
        const added = await addStaff(deps, { ...account, displayName, password, by: { staffId } });
        return reply.code(201).send({ staffId: added, password });
      },
    );
    addChanges(app, deps, adminOf);
    done();
  };
}

function addChanges(
  app: App,
  deps: StaffDeps,
  adminOf: ReturnType<ReturnType<typeof createRequireStaff>>,
): void {
  const change = async (request: Parameters<typeof adminOf>[0], staffId: string, to: StaffChange) => {
    const by = await adminOf(request);
    await changeStaff(deps, { staffId, by, change: to });
    return { changed: true as const };
  };
  const schema = { tags, params: AccountParams, response: { 200: Changed } };
  app.post(`${PATH}/:staffId/role`, { config, schema: { ...schema, body: ChangeRoleBody } }, (request) =>
    change(request, request.params.staffId, { to: 'role', role: request.body.role }),
  );
  app.post(`${PATH}/:staffId/disable`, { config, schema }, (request) =>
    change(request, request.params.staffId, { to: 'disabled' }),
  );
  app.post(`${PATH}/:staffId/enable`, { config, schema }, (request) =>
    change(request, request.params.staffId, { to: 'enabled' }),
  );
  app.post(`${PATH}/:staffId/unlock`, { config, schema }, (request) =>
    change(request, request.params.staffId, { to: 'unlocked' }),
  );
  app.post(
    `${PATH}/:staffId/password-reset`,
    { config, schema: { ...schema, response: { 200: NewPasswordView } } },
    async (request) => {
      const { staffId } = request.params;
      const password = makePassword();
      await change(request, staffId, { to: 'password', password });
      return { staffId, password };
    },
  );
}
