import { timingSafeEqual } from 'node:crypto';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Broadcast } from '../../kernel/broadcast.ts';
import type { AdjustableClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { advanceClock } from '../../kernel/test-clock.ts';

export interface ClockRoutesDeps {
  readonly db: Database;
  readonly clock: AdjustableClock;
  readonly broadcast: Broadcast;
  readonly livemode: boolean;
  /** The key by which the sandbox speaks for the test clock. */
  readonly apiKey: string;
}

/** `POST /v1/test/clock`: moves business time in test mode, so that expiry and windows can be tried. Live mode has no such route. */
export function clockRoutes(deps: ClockRoutesDeps): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    if (deps.livemode) return done();
    const body = z.strictObject({
      byMs: z
        .number()
        .int()
        .min(0)
        .max(10 * 366 * 86_400_000),
    });
    const moving = { config: { access: ['sandbox' as const] }, schema: { hide: true, body } };
    app.post('/v1/test/clock', moving, async (request) => {
      refuseStranger(request.headers.authorization, deps.apiKey);
      const offsetMs = await advanceClock(deps, request.body.byMs);
      deps.broadcast.publish('clock', { offsetMs });
      return { offsetMs, nowMs: deps.clock.nowMs() };
    });
    done();
  };
}

function refuseStranger(header: string | undefined, apiKey: string): void {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${apiKey}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new DomainError(kernelErrors.not_found);
  }
}
