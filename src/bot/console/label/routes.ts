import { z } from 'zod';
import type { ConsoleOpsRoutesDeps } from '../deps.ts';
import { type App, Done, done, forAgents, forSupervisors, Id, tags } from '../route-kit.ts';
import { archiveLabel, changeLabel, createLabel } from './change-label.ts';
import { markConversation, unmarkConversation } from './mark-conversation.ts';
import { findLabels } from './store.ts';
import { LabelBody, LabelList, LabelView } from './wire.ts';

const Params = z.object({ labelId: Id });
const InThreadParams = z.object({ conversationId: Id, labelId: Id });

/** Marks for threads: supervisors make them, agents put them. */
export function addLabels(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(forAgents.roles);
  const supervisorOf = deps.requireStaff(forSupervisors.roles);
  const { config } = forSupervisors;
  app.get(
    '/v1/console/labels',
    { config: forAgents.config, schema: { tags, response: { 200: LabelList } } },
    async (request) => {
      await agentOf(request);
      return { labels: await findLabels(deps.db.query) };
    },
  );
  app.post(
    '/v1/console/labels',
    { config, schema: { tags, body: LabelBody, response: { 201: LabelView } } },
    async (request, reply) => {
      const command = { caller: await supervisorOf(request), body: request.body };
      return reply.code(201).send(await createLabel(deps, command));
    },
  );
  app.put(
    '/v1/console/labels/:labelId',
    { config, schema: { tags, params: Params, body: LabelBody, response: { 200: LabelView } } },
    async (request) => {
      const { params, body } = request;
      return changeLabel(deps, { caller: await supervisorOf(request), ...params, body });
    },
  );
  app.delete(
    '/v1/console/labels/:labelId',
    { config, schema: { tags, params: Params, response: { 200: Done } } },
    async (request) => {
      await archiveLabel(deps, { caller: await supervisorOf(request), ...request.params });
      return done;
    },
  );
  const marking = {
    config: forAgents.config,
    schema: { tags, params: InThreadParams, response: { 200: LabelList } },
  };
  app.put('/v1/console/conversations/:conversationId/labels/:labelId', marking, async (request) => ({
    labels: await markConversation(deps, { caller: await agentOf(request), ...request.params }),
  }));
  app.delete('/v1/console/conversations/:conversationId/labels/:labelId', marking, async (request) => ({
    labels: await unmarkConversation(deps, { caller: await agentOf(request), ...request.params }),
  }));
}
