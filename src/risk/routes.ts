import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONSOLE_ROLES, type RequireStaff, SUPERVISOR_ROLES } from '../identity/index.ts';
import type { RiskDeps } from './deps.ts';
import { addToList, removeFromList } from './lists/change-list.ts';
import type { ModelsDeps } from './models/deps.ts';
import { addModels } from './models/routes.ts';
import { reviewCase } from './review/review-case.ts';
import { compileExpression, RuleRefused } from './rules/compile-rule.ts';
import { decideRuleChange } from './rules/decide-rule-change.ts';
import type { RulesDeps } from './rules/deps.ts';
import { promoteRule } from './rules/promote-rule.ts';
import { saveRule } from './rules/save-rule.ts';
import { snoozeRule } from './rules/snooze-rule.ts';
import { viewRule, viewRules } from './rules/view-rules.ts';
import {
  CheckExpressionBody,
  DecideChangeBody,
  ExpressionFault,
  ListBody,
  PromoteBody,
  ReviewCaseView,
  RuleBody,
  RuleBookView,
  RuleView,
  SnoozeBody,
} from './wire.ts';

const Id = z.string().min(1).max(64);
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const DAY_MS = 86_400_000;

const config = { access: SUPERVISOR_ROLES };
const tags = ['risk'];

type App = Parameters<FastifyPluginCallbackZod>[0];
type ActorOf = (request: Parameters<ReturnType<RequireStaff>>[0]) => Promise<string>;

export interface RiskRoutesDeps extends RulesDeps, ModelsDeps, Pick<RiskDeps, 'livemode'> {
  /** Titles of what a learner owns; selling knows. */
  ownedBy(learnerId: string): Promise<readonly string[]>;
}

/** Rules, lists and models of risk, for those who answer for others. */
export function riskRoutes(deps: RiskRoutesDeps, requireStaff: RequireStaff): FastifyPluginCallbackZod {
  const supervisorOf = requireStaff(SUPERVISOR_ROLES);
  const actorOf: ActorOf = async (request) => `staff:${(await supervisorOf(request)).staffId}`;
  return (app, _options, ready) => {
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    addRules(app, deps, actorOf);
    addChanges(app, deps, actorOf);
    addLists(app, deps, actorOf);
    addModels(app, deps, actorOf);
    addReviews(app, deps, requireStaff);
    ready();
  };
}

function addRules(app: App, deps: RulesDeps, actorOf: ActorOf): void {
  app.get(
    '/v1/console/risk/rules',
    { config, schema: { tags, response: { 200: RuleBookView } } },
    async (request) => viewRules(deps, await actorOf(request)),
  );
  app.post(
    '/v1/console/risk/rules',
    { config, schema: { tags, body: RuleBody, response: { 200: RuleView } } },
    async (request) =>
      viewRule(await saveRule(deps, { definition: request.body, actor: await actorOf(request) })),
  );
  app.post(
    '/v1/console/risk/expressions',
    { config, schema: { tags, body: CheckExpressionBody, response: { 200: ExpressionFault } } },
    async (request) => {
      await actorOf(request);
      return { fault: faultOf(request.body.expression) };
    },
  );
}

/** What is wrong with an expression while it is written; null when nothing is. */
function faultOf(expression: string): z.infer<typeof ExpressionFault>['fault'] {
  try {
    compileExpression(expression);
    return null;
  } catch (error) {
    if (error instanceof RuleRefused) return error.fault;
    throw error;
  }
}

function addChanges(app: App, deps: RulesDeps, actorOf: ActorOf): void {
  app.post(
    '/v1/console/risk/rules/:name/promotions',
    {
      config,
      schema: { tags, params: z.object({ name: Id }), body: PromoteBody, response: { 200: RuleView } },
    },
    async (request) => {
      const { version, to, note } = request.body;
      const { rule } = await promoteRule(deps, {
        ...{ name: request.params.name, to, note, actor: await actorOf(request) },
        ...(version !== undefined && { version }),
      });
      return viewRule(rule);
    },
  );
  app.post(
    '/v1/console/risk/changes/:changeId/decisions',
    {
      config,
      schema: { tags, params: z.object({ changeId: Id }), body: DecideChangeBody, response: { 200: Done } },
    },
    async (request) => {
      const actor = await actorOf(request);
      await decideRuleChange(deps, { ...request.params, ...request.body, actor });
      return done;
    },
  );
  app.post(
    '/v1/console/risk/rules/:name/snoozes',
    { config, schema: { tags, params: z.object({ name: Id }), body: SnoozeBody, response: { 200: Done } } },
    async (request) => {
      const { days, ...key } = request.body;
      const untilMs = deps.clock.nowMs() + days * DAY_MS;
      await snoozeRule(deps, { ...request.params, ...key, untilMs, actor: await actorOf(request) });
      return done;
    },
  );
}

function addLists(app: App, deps: RulesDeps, actorOf: ActorOf): void {
  app.post(
    '/v1/console/risk/lists',
    { config, schema: { tags, body: ListBody, response: { 200: Done } } },
    async (request) => {
      const { days, ...entry } = request.body;
      const untilMs = days === null ? null : deps.clock.nowMs() + days * DAY_MS;
      await addToList(deps, { ...entry, untilMs, actor: await actorOf(request) });
      return done;
    },
  );
  app.delete(
    '/v1/console/risk/lists/:entryId',
    { config, schema: { tags, params: z.object({ entryId: Id }), response: { 200: Done } } },
    async (request) => {
      await removeFromList(deps, { ...request.params, actor: await actorOf(request) });
      return done;
    },
  );
}

/** Whoever decides held payments sees what they rest on. */
function addReviews(app: App, deps: RiskRoutesDeps, requireStaff: RequireStaff): void {
  const agentOf = requireStaff(CONSOLE_ROLES);
  app.get(
    '/v1/console/reviews/:reviewId',
    {
      config: { access: CONSOLE_ROLES },
      schema: { tags, params: z.object({ reviewId: Id }), response: { 200: ReviewCaseView } },
    },
    async (request) => {
      await agentOf(request);
      const found = await reviewCase(deps, request.params.reviewId);
      return { ...found, owned: [...(await deps.ownedBy(found.learnerId))] };
    },
  );
}
