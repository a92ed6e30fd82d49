import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RequireStaff } from '../../identity/index.ts';
import { SUPERVISOR_ROLES } from '../../identity/index.ts';
import { DAY_MS } from '../windows.ts';
import { DecideChangeBody, ModelPlanView, ModelsView, PlanModelBody } from '../wire.ts';
import { decidePlan } from './decide-plan.ts';
import type { ModelsDeps } from './deps.ts';
import { endPlan } from './end-plan.ts';
import { planModel } from './plan-model.ts';
import { viewModels, viewPlan } from './view-models.ts';

const config = { access: SUPERVISOR_ROLES };
const tags = ['risk'];
const OfModel = z.object({ version: z.string().min(1).max(100) });
const OfPlan = z.object({ planId: z.string().min(1).max(64) });

type App = Parameters<FastifyPluginCallbackZod>[0];
type ActorOf = (request: Parameters<ReturnType<RequireStaff>>[0]) => Promise<string>;

/** What models do: asked for by one person, allowed by another. */
export function addModels(app: App, deps: ModelsDeps, actorOf: ActorOf): void {
  app.get(
    '/v1/console/risk/models',
    { config, schema: { tags, response: { 200: ModelsView } } },
    async (request) => viewModels(deps, await actorOf(request)),
  );
  app.post(
    '/v1/console/risk/models/:version/plans',
    { config, schema: { tags, params: OfModel, body: PlanModelBody, response: { 200: ModelPlanView } } },
    async (request) => {
      const actor = await actorOf(request);
      const { days, ...plan } = request.body;
      const endsAtMs = days === null ? null : deps.clock.nowMs() + days * DAY_MS;
      const modelVersion = request.params.version;
      return viewPlan(await planModel(deps, { ...plan, modelVersion, endsAtMs, actor }), actor);
    },
  );
  app.post(
    '/v1/console/risk/plans/:planId/decisions',
    { config, schema: { tags, params: OfPlan, body: DecideChangeBody, response: { 200: ModelPlanView } } },
    async (request) => {
      const actor = await actorOf(request);
      const { decision } = request.body;
      return viewPlan(await decidePlan(deps, { ...request.params, decision, actor }), actor);
    },
  );
  app.post(
    '/v1/console/risk/plans/:planId/ends',
    { config, schema: { tags, params: OfPlan, response: { 200: ModelPlanView } } },
    async (request) => {
      const actor = await actorOf(request);
      return viewPlan(await endPlan(deps, { ...request.params, actor }), actor);
    },
  );
}
