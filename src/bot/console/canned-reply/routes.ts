import { z } from 'zod';
import { limits } from '../../../kernel/limits.ts';
import type { ConsoleOpsRoutesDeps } from '../deps.ts';
import { type App, Done, done, forAgents, forSupervisors, Id, tags } from '../route-kit.ts';
import { renderCannedReply } from './render-canned-reply.ts';
import {
  archiveCannedReply,
  changeCannedReply,
  createCannedReply,
  viewOfCannedReply,
} from './save-canned-reply.ts';
import { findCannedReplies } from './store.ts';
import {
  CannedReplyBody,
  CannedReplyList,
  CannedReplyQuery,
  CannedReplyView,
  RenderCannedReplyBody,
  RenderedReply,
} from './wire.ts';

const Params = z.object({ cannedReplyId: Id });
const InThreadParams = z.object({ conversationId: Id, cannedReplyId: Id });

/** Texts that agents send often. */
export function addCannedReplies(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(forAgents.roles);
  const supervisorOf = deps.requireStaff(forSupervisors.roles);
  const { config } = forSupervisors;
  app.get(
    '/v1/console/canned-replies',
    {
      config: forAgents.config,
      schema: { tags, querystring: CannedReplyQuery, response: { 200: CannedReplyList } },
    },
    async (request) => {
      await agentOf(request);
      const wanted = { team: request.query.team, limit: limits.cannedRepliesMax };
      return { cannedReplies: (await findCannedReplies(deps.db.query, wanted)).map(viewOfCannedReply) };
    },
  );
  app.post(
    '/v1/console/canned-replies',
    { config, schema: { tags, body: CannedReplyBody, response: { 201: CannedReplyView } } },
    async (request, reply) => {
      const command = { caller: await supervisorOf(request), body: request.body };
      return reply.code(201).send(await createCannedReply(deps, command));
    },
  );
  app.put(
    '/v1/console/canned-replies/:cannedReplyId',
    { config, schema: { tags, params: Params, body: CannedReplyBody, response: { 200: CannedReplyView } } },
    async (request) => {
      const { params, body } = request;
      return changeCannedReply(deps, { caller: await supervisorOf(request), ...params, body });
    },
  );
  app.delete(
    '/v1/console/canned-replies/:cannedReplyId',
    { config, schema: { tags, params: Params, response: { 200: Done } } },
    async (request) => {
      await archiveCannedReply(deps, { caller: await supervisorOf(request), ...request.params });
      return done;
    },
  );
  app.post(
    '/v1/console/conversations/:conversationId/canned-replies/:cannedReplyId/rendering',
    {
      config: forAgents.config,
      schema: {
        tags,
        params: InThreadParams,
        body: RenderCannedReplyBody,
        response: { 200: RenderedReply },
      },
    },
    async (request) => {
      const { params, body } = request;
      return renderCannedReply(deps, { caller: await agentOf(request), ...params, ...body });
    },
  );
}
