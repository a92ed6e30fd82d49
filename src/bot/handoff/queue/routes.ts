import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONSOLE_ROLES, SUPERVISOR_ROLES } from '../../../identity/index.ts';
import type { ConsoleRoutesDeps } from '../deps.ts';
import { closeHandoff, closeWaiting } from '../finish-handoff.ts';
import { agentGate } from '../presence/agent-gate.ts';
import { takeOver } from '../take-over.ts';
import { transferHandoff } from '../transfer-handoff.ts';
import { viewThread } from '../view-thread.ts';
import { CloseBody, PassBody, QueueView, TakeOverBody, TransferBody, WrapUpBody } from '../wire.ts';
import { resumeTalk, startWrapUp } from '../wrap-up.ts';
import { passOffer } from './pass-offer.ts';
import { viewQueue } from './view-queue.ts';

const params = z.object({ conversationId: z.string().min(1).max(64) });
const tags = ['console'];
const pathOf = (step: string): string => `/v1/console/conversations/:conversationId/handoff/${step}`;

/** What becomes of a conversation that is with people, besides taking it and giving it back to the bot. */
export function queueRoutes(deps: ConsoleRoutesDeps): FastifyPluginCallbackZod {
  const agentOf = agentGate(deps);
  const supervisorOf = deps.requireStaff(SUPERVISOR_ROLES);
  const config = { access: CONSOLE_ROLES };
  const forSupervisors = { access: SUPERVISOR_ROLES };
  return (app, _options, done) => {
    app.get(
      '/v1/console/queue',
      { config, schema: { tags, response: { 200: QueueView } } },
      async (request) => {
        await agentOf(request);
        return viewQueue(deps);
      },
    );
    app.post(pathOf('pass'), { config, schema: { tags, params, body: PassBody } }, async (request) => {
      const { staffId } = await agentOf(request);
      await passOffer(deps, { ...request.params, ...request.body, staffId });
      return { conversationId: request.params.conversationId };
    });
    app.post(
      pathOf('transfer'),
      { config, schema: { tags, params, body: TransferBody } },
      async (request) => {
        const caller = await agentOf(request);
        await transferHandoff(deps, { ...request.params, ...request.body, agent: caller });
        return viewThread(deps, { caller, ...request.params });
      },
    );
    app.post(pathOf('wrap-up'), { config, schema: { tags, params, body: WrapUpBody } }, async (request) => {
      const caller = await agentOf(request);
      await startWrapUp(deps, { ...request.params, ...request.body, agent: caller });
      return viewThread(deps, { caller, ...request.params });
    });
    app.post(pathOf('resume'), { config, schema: { tags, params } }, async (request) => {
      const caller = await agentOf(request);
      await resumeTalk(deps, { ...request.params, agent: caller });
      return viewThread(deps, { caller, ...request.params });
    });
    app.post(pathOf('close'), { config, schema: { tags, params, body: CloseBody } }, async (request) => {
      const caller = await agentOf(request);
      await closeHandoff(deps, { ...request.params, ...request.body, agent: caller });
      return viewThread(deps, { caller, ...request.params });
    });
    app.post(pathOf('dismiss'), { config: forSupervisors, schema: { tags, params } }, async (request) => {
      const caller = await supervisorOf(request);
      await closeWaiting(deps, { ...request.params, agent: caller });
      return viewThread(deps, { caller, ...request.params });
    });
    app.post(
      pathOf('takeover'),
      { config: forSupervisors, schema: { tags, params, body: TakeOverBody } },
      async (request) => {
        const caller = await supervisorOf(request);
        await takeOver(deps, { ...request.params, ...request.body, agent: caller });
        return viewThread(deps, { caller, ...request.params });
      },
    );
    done();
  };
}
