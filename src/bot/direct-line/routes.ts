import multipart from '@fastify/multipart';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Access } from '../../identity/index.ts';
import type { Language } from '../../identity/wire.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { directLineErrorOf } from './answer-error.ts';
import { callerOf, type DirectLineRequest, requireServer, threadOf } from './caller.ts';
import type { DirectLineDeps } from './deps.ts';
import { directLineErrors } from './errors.ts';
import { generateToken, refreshToken, resumeThread, startThread } from './open-thread.ts';
import { postActivity } from './post-activity.ts';
import { PostedActivity } from './posted.ts';
import { readActivities, seqOfWatermark } from './read-activities.ts';
import { tellRefreshed } from './refreshed.ts';
import { uploadLimits, uploadRoutes } from './upload-routes.ts';

const PREFIX = '/v3/directline';

const ThreadParams = z.object({ conversationId: z.string().min(1).max(64) });
const WatermarkQuery = z.looseObject({ watermark: z.string().max(64).optional() });
const User = z.looseObject({ id: z.string().min(1).max(256).nullish(), name: z.string().max(256).nullish() });
const GenerateBody = z.looseObject({
  user: User.nullish(),
  trustedOrigins: z
    .array(z.url().transform((url) => new URL(url).origin))
    .max(20)
    .nullish(),
  /** Ours: the host platform's signed word about who it is. */
  hostToken: z.string().max(4096).nullish(),
});
const StartBody = z.looseObject({ user: User.nullish(), locale: z.string().max(35).nullish() });

type App = Parameters<FastifyPluginCallbackZod>[0];
type Deps = DirectLineDeps;

/** Every route proves its caller itself: by a secret, or by a token of its own kind. */
const access: Access = ['direct_line'];
const shared = { hide: true };

/** Direct Line 3.0: clients written for Bot Framework talk to this bot over the same conversations as our widget. */
export function directLineRoutes(deps: Deps): FastifyPluginCallbackZod {
  return (root, _options, done) => {
    // Without a secret there is no Direct Line, and nothing that says there could be.
    if (deps.secrets.length === 0) return done();
    void root.register(
      (app: App, _prefixed: unknown, ready: () => void) => {
        answerErrors(app, deps);
        allowTrustedPages(app, deps);
        addTokens(app, deps);
        addThreads(app, deps);
        addActivities(app, deps);
        void app.register(multipart, { limits: uploadLimits });
        void app.register(uploadRoutes(deps));
        ready();
      },
      { prefix: PREFIX },
    );
    done();
  };
}

function answerErrors(app: App, deps: Deps): void {
  app.setErrorHandler((error, request, reply) => {
    const takesMessages =
      request.method === 'POST' && /\/(activities|upload)$/.test(request.routeOptions.url ?? '');
    const { status, retryAfterSeconds, body } = directLineErrorOf(error, takesMessages, deps.log);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    return reply.code(status).type('application/json').serializer(JSON.stringify).send(body);
  });
}

/** What a page of a trusted origin may ask and read; any other page's browser keeps the answer from it. */
function allowTrustedPages(app: App, { origins }: Deps): void {
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('vary', 'Origin').header('cache-control', 'no-store');
    const { origin } = request.headers;
    if (origin !== undefined && origins.includes(origin)) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', 'Retry-After');
    }
    next();
  });
  app.options('/*', { config: { access: ['anybody'] }, schema: shared }, (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
        'access-control-max-age': '600',
      })
      .code(204)
      .send(),
  );
}

function addTokens(app: App, deps: Deps): void {
  // A server asks for all its visitors with one secret.
  const rateLimit = { max: limits.apiKeyRequestsPerMinuteMax, timeWindow: 60_000 };
  app.post(
    '/tokens/generate',
    { config: { access, rateLimit }, schema: { ...shared, body: GenerateBody.nullish() } },
    async (request) => {
      requireServer(await callerOf(deps, request));
      const { user, trustedOrigins, hostToken } = request.body ?? {};
      return generateToken(deps, {
        userId: user?.id ?? undefined,
        origins: trustedOrigins ?? undefined,
        hostToken: hostToken ?? undefined,
      });
    },
  );
  app.post('/tokens/refresh', { config: { access }, schema: shared }, async (request) => {
    const caller = await callerOf(deps, request);
    if (caller.is !== 'client') throw new DomainError(directLineErrors.direct_line_token_refused);
    const refreshed = await refreshToken(deps, caller.token);
    tellRefreshed(deps, caller.token);
    return refreshed;
  });
  app.get('/session/getsessionid', { config: { access }, schema: shared }, async (request) => {
    const caller = await callerOf(deps, request);
    return { sessionId: caller.is === 'client' ? caller.token.conversationId : deps.newId('ses') };
  });
}

function addThreads(app: App, deps: Deps): void {
  app.post(
    '/conversations',
    { config: { access }, schema: { ...shared, body: StartBody.nullish() } },
    async (request, reply) => {
      const caller = await callerOf(deps, request);
      const { user, locale } = request.body ?? {};
      const userId = user?.id ?? undefined;
      const language = languageOf(locale ?? String(request.headers['accept-language'] ?? ''));
      const { isNew, opened } = await startThread(deps, { caller, userId, language });
      return reply.code(isNew ? 201 : 200).send(opened);
    },
  );
  app.get(
    '/conversations/:conversationId',
    { config: { access }, schema: { ...shared, params: ThreadParams, querystring: WatermarkQuery } },
    async (request) => {
      const caller = await callerOf(deps, request);
      return resumeThread(deps, { caller, ...request.params, ...request.query });
    },
  );
}

function addActivities(app: App, deps: Deps): void {
  const path = '/conversations/:conversationId/activities';
  app.get(
    path,
    { config: { access }, schema: { ...shared, params: ThreadParams, querystring: WatermarkQuery } },
    async (request) => {
      const { thread } = await threadOfRequest(deps, request);
      const { conversationId } = thread;
      const afterSeq = seqOfWatermark(request.query.watermark) ?? 0;
      return readActivities(deps, { conversationId, afterSeq });
    },
  );
  app.post(
    path,
    { config: { access }, schema: { ...shared, params: ThreadParams, body: PostedActivity } },
    async (request) => {
      const whose = await threadOfRequest(deps, request);
      return { id: await postActivity(deps, { ...whose, activity: request.body }) };
    },
  );
}

async function threadOfRequest(
  deps: Deps,
  request: DirectLineRequest & { readonly params: { readonly conversationId: string } },
) {
  const caller = await callerOf(deps, request);
  return { caller, thread: await threadOf(deps, caller, request.params.conversationId) };
}

/** The widget's two languages; who asks for neither reads English. */
function languageOf(locale: string): Language {
  return /^\s*zh\b/i.test(locale) ? 'zh' : 'en';
}
