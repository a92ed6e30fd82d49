import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONSOLE_ROLES, SUPERVISOR_ROLES } from '../../identity/index.ts';
import type { StaffRole } from '../../identity/wire.ts';

export type App = Parameters<FastifyPluginCallbackZod>[0];

export const Id = z.string().min(1).max(64);
export const ThreadParams = z.object({ conversationId: Id });
/** What every request that changes something and has nothing to tell answers. */
export const Done = z.object({ done: z.literal(true) });
export const done = { done: true } as const;

/** Who may call a route of the console, and the tag it has in the API's description. */
const routeFor = (roles: readonly StaffRole[]) => ({ config: { access: roles }, roles });
export const forAgents = routeFor(CONSOLE_ROLES);
export const forSupervisors = routeFor(SUPERVISOR_ROLES);
export const tags = ['console'];
