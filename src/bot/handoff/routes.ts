import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONSOLE_ROLES } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { acceptHandoff } from './accept-handoff.ts';
import type { ConsoleRoutesDeps } from './deps.ts';
import { releaseHandoff } from './finish-handoff.ts';
import { listConversations } from './list-conversations.ts';
import { agentGate } from './presence/agent-gate.ts';
import { sendAgentMessage } from './send-agent-message.ts';
import { viewThread } from './view-thread.ts';
import { AgentMessageBody, ConsoleView, ReleaseBody, ReviewDecisionBody } from './wire.ts';

const Id = z.string().min(1).max(64);
const ConversationParams = z.object({ conversationId: Id });
const ReviewParams = z.object({ reviewId: Id });
const ListQuery = z.object({ view: ConsoleView });
const ThreadQuery = z.object({ beforeSeq: z.coerce.number().int().min(1).max(2_147_483_647).optional() });

const config = { access: CONSOLE_ROLES };
const tags = ['console'];

type App = Parameters<FastifyPluginCallbackZod>[0];

/** What agents do with conversations. Every route asks for a staff session of an agent, supervisor or admin. */
export function consoleRoutes(deps: ConsoleRoutesDeps): FastifyPluginCallbackZod {
  const agentOf = agentGate(deps);
  return (app, _options, done) => {
    // What a thread holds is nobody else's: no cache keeps it.
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    app.get(
      '/v1/console/conversations',
      { config, schema: { tags, querystring: ListQuery } },
      async (request) => {
        const { staffId } = await agentOf(request);
        return { conversations: await listConversations(deps, { ...request.query, staffId }) };
      },
    );
    app.get(
      '/v1/console/conversations/:conversationId',
      { config, schema: { tags, params: ConversationParams, querystring: ThreadQuery } },
      async (request) =>
        viewThread(deps, { caller: await agentOf(request), ...request.params, ...request.query }),
    );
    app.post(
      '/v1/console/conversations/:conversationId/handoff/accept',
      { config, schema: { tags, params: ConversationParams } },
      async (request) => {
        const caller = await agentOf(request);
        await acceptHandoff(deps, { ...request.params, agent: caller });
        return viewThread(deps, { caller, ...request.params });
      },
    );
    app.post(
      '/v1/console/conversations/:conversationId/handoff/release',
      { config, schema: { tags, params: ConversationParams, body: ReleaseBody.nullish() } },
      async (request) => {
        const caller = await agentOf(request);
        await releaseHandoff(deps, { ...request.params, ...request.body, agent: caller });
        return viewThread(deps, { caller, ...request.params });
      },
    );
    app.post(
      '/v1/console/conversations/:conversationId/messages',
      { config, schema: { tags, params: ConversationParams, body: AgentMessageBody } },
      async (request) => {
        const agent = await agentOf(request);
        return sendAgentMessage(deps, { ...request.params, ...request.body, agent });
      },
    );
    addReviews(app, deps);
    done();
  };
}

/** Payments that wait for a person. */
function addReviews(app: App, deps: ConsoleRoutesDeps): void {
  const agentOf = agentGate(deps);
  app.get('/v1/console/reviews', { config, schema: { tags } }, async (request) => {
    await agentOf(request);
    return { reviews: await deps.openReviews() };
  });
  app.post(
    '/v1/console/reviews/:reviewId/decisions',
    { config, schema: { tags, params: ReviewParams, body: ReviewDecisionBody } },
    async (request) => {
      const { staffId } = await agentOf(request);
      const { decision, note } = request.body;
      if (deps.decideReview === undefined) throw new DomainError(kernelErrors.not_found);
      await deps.decideReview({ ...request.params, decision, note: note ?? null, staffId });
      return { reviewId: request.params.reviewId, decision };
    },
  );
}
