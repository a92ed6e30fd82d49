import { timingSafeEqual } from 'node:crypto';
import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { ANYBODY } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { Meter } from '../../kernel/meter.ts';

export interface OperatorDeps {
  readonly meter: Meter;
  /** Null when the process can serve; else what is missing. */
  readonly notReady: () => Promise<string | null>;
  readonly metricsToken: string | undefined;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus text). */
export function operatorRoutes(deps: OperatorDeps): FastifyPluginCallback {
  return (app, _options, done) => {
    const config = { access: ANYBODY };
    app.get('/healthz', { config, schema: { hide: true } }, () => ({ status: 'ok' }));
    app.get('/readyz', { config, schema: { hide: true } }, async (_request, reply) => {
      const missing = await deps.notReady();
      return reply.code(missing === null ? 200 : 503).send({ status: missing ?? 'ok' });
    });
    const metrics = { config: { access: ['operator' as const] }, schema: { hide: true } };
    app.get('/metrics', metrics, async (request, reply) => {
      if (!mayReadMetrics(request, deps.metricsToken)) throw new DomainError(kernelErrors.not_found);
      return reply.type(deps.meter.contentType).send(await deps.meter.text());
    });
    done();
  };
}

/** Without a token only this machine itself, and nobody whom a proxy on it brings along. */
function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) {
    return (
      LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
    );
  }
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
