import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { ANYBODY } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import { beginRequestSpan, type RequestSpan } from '../../kernel/trace.ts';
import { type ProblemBody, problemOf } from '../problem.ts';
import { type AccessGates, keepAccess } from './access.ts';
import { describeOperation } from './describe-operation.ts';
import { refuseNul } from './refuse-nul.ts';

const PROBLEM_TYPE = 'application/problem+json';

export interface HttpOptions {
  readonly log: Log;
  readonly meter: Meter;
  readonly trustProxy: boolean;
  readonly requestsPerMinute: number;
  readonly version: string;
  readonly gates: AccessGates;
  /** The API's routes, each a plugin of a domain. */
  readonly api: readonly FastifyPluginCallback[];
  /** Routes that need the raw body or no limits: notifications of gateways, health, static files. */
  readonly other: readonly FastifyPluginCallback[];
}

/** The HTTP server without a port: listens nowhere yet, so that a test can inject requests. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // A logger for each request takes longer than the line that most requests write; those lines name their request.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'http.request.id',
    }),
    trustProxy: options.trustProxy,
    bodyLimit: limits.httpBodyBytesMax,
    // Long enough for a file over a slow line.
    requestTimeout: 120_000,
    // While stopping, a request in flight ends and a new one is told to go elsewhere.
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    // An address that cannot be decoded fails before any route, and so past the error handler.
    frameworkErrors: (error, _request, reply) => answerProblem(reply, problemOf(error)),
    clientErrorHandler: answerUnreadable,
  });
  answerErrors(app);
  keepAccess(app, options.gates);
  observeRequests(app, options);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tilltalk',
        version: options.version,
        description: 'Chat, checkout and payments of a till that talks.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: describeOperation,
  });
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      // A host platform asks for all its learners with one key, which has a limit of its own.
      max: (_request, key) =>
        key.startsWith('Bearer tk_') ? limits.apiKeyRequestsPerMinuteMax : options.requestsPerMinute,
      timeWindow: 60_000,
      keyGenerator: (request) => request.headers.authorization ?? request.ip,
      errorResponseBuilder: (_request, context) =>
        new DomainError(kernelErrors.rate_limited, { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
    });
    refuseNul(scope);
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    for (const plugin of options.api) await scope.withTypeProvider<ZodTypeProvider>().register(plugin);
  });
  await app.register(async (scope) => {
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    for (const plugin of options.other) await scope.register(plugin);
  });
  app.get('/openapi.json', { config: { access: ANYBODY }, schema: { hide: true } }, () => app.swagger());
  return app;
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500)
      request.log.error({ error, url: request.routeOptions.url, ...nameOf(request) }, 'a request failed');
    if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
      reply.header('retry-after', String(error.retryAfterSeconds));
    }
    return answerProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) =>
    answerProblem(reply, problemOf(new DomainError(kernelErrors.not_found))),
  );
}

function answerProblem(reply: FastifyReply, problem: ProblemBody) {
  return reply.code(problem.status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(problem);
}

/** Answers on the bare socket what is no HTTP, or has headers beyond Node's limit: there is no reply to use yet. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { payload_too_large, invalid_request } = kernelErrors;
  const problem = problemOf(new DomainError(tooLarge ? payload_too_large : invalid_request));
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function nameOf(request: FastifyRequest): { 'http.request.id': string } {
  return { 'http.request.id': request.id };
}

/** One line and one observation per request; routes by their pattern, so that labels stay few. */
function observeRequests(app: FastifyInstance, { meter }: HttpOptions): void {
  const seconds = meter.histogram('tilltalk_http_request_seconds', 'HTTP requests', [
    'method',
    'route',
    'status',
  ]);
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    const span = beginRequestSpan(request.headers);
    if (span === undefined) return done();
    spans.set(request, span);
    span.run(done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const status = String(reply.statusCode);
    spans
      .get(request)
      ?.end(
        `${request.method} ${route}`,
        { 'http.request.method': request.method, 'http.route': route },
        reply.statusCode,
      );
    seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    const level = route === '/healthz' || route === '/metrics' ? 'debug' : 'info';
    request.log[level](
      {
        ...nameOf(request),
        'http.request.method': request.method,
        'http.route': route,
        'http.response.status_code': reply.statusCode,
        'event.duration': Math.round(reply.elapsedTime * 1e6),
      },
      'request',
    );
    done();
  });
}
