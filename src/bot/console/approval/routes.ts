import { z } from 'zod';
import { KeyedHeaders, keyOf, sendAnswer } from '../../../checkout/index.ts';
import type { ConsoleOpsRoutesDeps } from '../deps.ts';
import { type App, Done, done, forAgents, forSupervisors, Id, ThreadParams, tags } from '../route-kit.ts';
import { decideApproval, withdrawApproval } from './decide-approval.ts';
import { requestApproval } from './request-approval.ts';
import { listApprovals } from './view-approvals.ts';
import {
  ApprovalList,
  ApprovalQuery,
  ApprovalStatus,
  ApprovalView,
  DecideApprovalBody,
  RequestApprovalBody,
} from './wire.ts';

const Params = z.object({ approvalId: Id });
const Decided = z.object({ approvalId: z.string(), status: ApprovalStatus });

/** What is above an agent's limits, and who decides it. */
export function addApprovals(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(forAgents.roles);
  const supervisorOf = deps.requireStaff(forSupervisors.roles);
  const { config } = forAgents;
  app.get(
    '/v1/console/approvals',
    { config, schema: { tags, querystring: ApprovalQuery, response: { 200: ApprovalList } } },
    async (request) => ({
      approvals: await listApprovals(deps, { caller: await agentOf(request), ...request.query }),
    }),
  );
  app.post(
    '/v1/console/conversations/:conversationId/approvals',
    {
      config,
      schema: {
        tags,
        headers: KeyedHeaders,
        params: ThreadParams,
        body: RequestApprovalBody,
        response: { 201: ApprovalView },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const command = { caller: await agentOf(request), key: keyOf(request), ...params, body };
      return sendAnswer(reply, await requestApproval(deps, command));
    },
  );
  app.post(
    '/v1/console/approvals/:approvalId/decisions',
    {
      config: forSupervisors.config,
      schema: {
        tags,
        headers: KeyedHeaders,
        params: Params,
        body: DecideApprovalBody,
        response: { 200: Decided },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const command = { caller: await supervisorOf(request), key: keyOf(request), ...params, body };
      return sendAnswer(reply, await decideApproval(deps, command));
    },
  );
  app.delete(
    '/v1/console/approvals/:approvalId',
    { config, schema: { tags, params: Params, response: { 200: Done } } },
    async (request) => {
      await withdrawApproval(deps, { caller: await agentOf(request), ...request.params });
      return done;
    },
  );
}
