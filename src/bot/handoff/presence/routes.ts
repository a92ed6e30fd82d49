import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONSOLE_ROLES, SUPERVISOR_ROLES } from '../../../identity/index.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { ConsoleRoutesDeps } from '../deps.ts';
import { AgentProfileBody, AgentView, OwnProfileBody, SetPresence } from '../wire.ts';
import { agentGate } from './agent-gate.ts';
import { listAgents } from './list-agents.ts';
import { setPresence } from './set-presence.ts';
import { setProfile } from './set-profile.ts';

const StaffParams = z.object({ staffId: z.string().min(1).max(64) });
const Agents = z.object({ agents: z.array(AgentView) });
const tags = ['console'];

/** Who is there to take conversations, and what they can take. */
export function presenceRoutes(deps: ConsoleRoutesDeps): FastifyPluginCallbackZod {
  const agentOf = agentGate(deps);
  const supervisorOf = deps.requireStaff(SUPERVISOR_ROLES);
  const forAgents = { access: CONSOLE_ROLES };
  const viewOne = async (staffId: string): Promise<AgentView> => {
    const view = (await listAgents(deps)).find((agent) => agent.staffId === staffId);
    if (view === undefined) throw new DomainError(kernelErrors.not_found);
    return view;
  };
  return (app, _options, done) => {
    app.get(
      '/v1/console/presence',
      { config: forAgents, schema: { tags, response: { 200: AgentView } } },
      async (request) => {
        const { staffId } = await agentOf(request);
        return viewOne(staffId);
      },
    );
    app.put(
      '/v1/console/presence',
      { config: forAgents, schema: { tags, body: SetPresence, response: { 200: AgentView } } },
      async (request) => {
        const { staffId } = await agentOf(request);
        await setPresence(deps, { ...request.body, staffId });
        return viewOne(staffId);
      },
    );
    app.put(
      '/v1/console/profile',
      { config: forAgents, schema: { tags, body: OwnProfileBody, response: { 200: AgentView } } },
      async (request) => {
        const { staffId } = await agentOf(request);
        await setProfile(deps, { ...request.body, staffId, actor: `staff:${staffId}` });
        return viewOne(staffId);
      },
    );
    app.get(
      '/v1/console/agents',
      { config: forAgents, schema: { tags, response: { 200: Agents } } },
      async (request) => {
        await agentOf(request);
        return { agents: await listAgents(deps) };
      },
    );
    app.put(
      '/v1/console/agents/:staffId/profile',
      {
        config: { access: SUPERVISOR_ROLES },
        schema: { tags, params: StaffParams, body: AgentProfileBody, response: { 200: AgentView } },
      },
      async (request) => {
        const supervisor = await supervisorOf(request);
        const { staffId } = request.params;
        await setProfile(deps, { ...request.body, staffId, actor: `staff:${supervisor.staffId}` });
        return viewOne(staffId);
      },
    );
    done();
  };
}
