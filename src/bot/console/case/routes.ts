import { z } from 'zod';
import { KeyedHeaders, keyOf, sendAnswer } from '../../../checkout/index.ts';
import { bearerToken, SIGNED_IN_LEARNERS } from '../../../identity/index.ts';
import type { ConsoleOpsRoutesDeps } from '../deps.ts';
import { type App, forAgents, Id, tags } from '../route-kit.ts';
import { addCaseEntry, assignCase, moveCase } from './change-case.ts';
import { decideCase } from './decide-case.ts';
import { listAppeals, openAppeal } from './open-appeal.ts';
import { openCase } from './open-case.ts';
import { listCases, viewCase } from './view-cases.ts';
import {
  AddCaseEntryBody,
  AppealBody,
  AppealList,
  AppealView,
  AssignCaseBody,
  CasePage,
  CaseQuery,
  CaseStatus,
  CaseView,
  DecideCaseBody,
  MoveCaseBody,
  OpenCaseBody,
} from './wire.ts';

const { config, roles } = forAgents;
const Params = z.object({ caseId: Id });
const Decided = z.object({ caseId: z.string(), status: CaseStatus, refundIds: z.array(z.string()) });

/** Complaints, minors' refunds and appeals, for those who settle them. */
export function addCases(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  app.get(
    '/v1/console/cases',
    { config, schema: { tags, querystring: CaseQuery, response: { 200: CasePage } } },
    async (request) => listCases(deps, { caller: await agentOf(request), ...request.query }),
  );
  app.post(
    '/v1/console/cases',
    { config, schema: { tags, body: OpenCaseBody, response: { 201: CaseView } } },
    async (request, reply) => {
      const caseId = await openCase(deps, { caller: await agentOf(request), body: request.body });
      return reply.code(201).send(await viewCase(deps, caseId));
    },
  );
  app.get(
    '/v1/console/cases/:caseId',
    { config, schema: { tags, params: Params, response: { 200: CaseView } } },
    async (request) => {
      await agentOf(request);
      return viewCase(deps, request.params.caseId);
    },
  );
  addSteps(app, deps);
}

function addSteps(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  const answer = { tags, params: Params, response: { 200: CaseView } };
  app.post(
    '/v1/console/cases/:caseId/entries',
    { config, schema: { ...answer, body: AddCaseEntryBody } },
    async (request) => {
      const { params, body } = request;
      await addCaseEntry(deps, { caller: await agentOf(request), ...params, body });
      return viewCase(deps, params.caseId);
    },
  );
  app.put(
    '/v1/console/cases/:caseId/owner',
    { config, schema: { ...answer, body: AssignCaseBody } },
    async (request) => {
      const { params, body } = request;
      await assignCase(deps, { caller: await agentOf(request), ...params, ...body });
      return viewCase(deps, params.caseId);
    },
  );
  app.put(
    '/v1/console/cases/:caseId/status',
    { config, schema: { ...answer, body: MoveCaseBody } },
    async (request) => {
      const { params, body } = request;
      await moveCase(deps, { caller: await agentOf(request), ...params, ...body });
      return viewCase(deps, params.caseId);
    },
  );
  app.post(
    '/v1/console/cases/:caseId/decisions',
    {
      config,
      schema: {
        tags,
        headers: KeyedHeaders,
        params: Params,
        body: DecideCaseBody,
        response: { 200: Decided },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const command = { caller: await agentOf(request), key: keyOf(request), ...params, body };
      return sendAnswer(reply, await decideCase(deps, command));
    },
  );
}

/** A learner asks a person to look at an automatic refusal (C8). */
export function addAppeals(app: App, deps: ConsoleOpsRoutesDeps): void {
  const ofLearner = { config: { access: SIGNED_IN_LEARNERS } };
  const shown = { tags: ['checkout'] };
  app.post(
    '/v1/appeals',
    { ...ofLearner, schema: { ...shown, body: AppealBody, response: { 201: AppealView } } },
    async (request, reply) => {
      const caller = await deps.authenticate(bearerToken(request.headers.authorization));
      return reply.code(201).send(await openAppeal(deps, { caller, body: request.body }));
    },
  );
  app.get(
    '/v1/appeals',
    { ...ofLearner, schema: { ...shown, response: { 200: AppealList } } },
    async (request) => {
      const caller = await deps.authenticate(bearerToken(request.headers.authorization));
      return { appeals: await listAppeals(deps, caller) };
    },
  );
}
