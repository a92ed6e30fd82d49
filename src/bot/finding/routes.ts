import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type RequireStaff, SUPERVISOR_ROLES } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { OwnQuestions } from '../../recommend/finding/wire.ts';
import type { OwnQuestion } from '../../recommend/index.ts';
import { type PreviewDeps, previewAnswer } from './preview-answer.ts';
import { AnswerPreview, FindingQuery } from './wire.ts';

const Params = z.object({ productId: z.string().min(1).max(64) });
const tags = ['console'];
const config = { access: SUPERVISOR_ROLES };

export interface FindingRoutesDeps extends PreviewDeps {
  readonly requireStaff: RequireStaff;
  /** Null when there is no such product. */
  ownQuestions(productId: string): Promise<OwnQuestion[] | null>;
}

/** How the bot finds products, for those who edit them. */
export function findingRoutes(deps: FindingRoutesDeps): FastifyPluginCallbackZod {
  const callerOf = deps.requireStaff(SUPERVISOR_ROLES);
  return (app, _options, done) => {
    app.get(
      '/v1/console/catalog/finding',
      { config, schema: { tags, querystring: FindingQuery, response: { 200: AnswerPreview } } },
      async (request) => {
        await callerOf(request);
        return previewAnswer(deps, request.query);
      },
    );
    app.get(
      '/v1/console/catalog/products/:productId/finding',
      { config, schema: { tags, params: Params, response: { 200: OwnQuestions } } },
      async (request) => {
        await callerOf(request);
        const questions = await deps.ownQuestions(request.params.productId);
        if (questions === null) throw new DomainError(kernelErrors.not_found);
        return { questions };
      },
    );
    done();
  };
}
