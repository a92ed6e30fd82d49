import type { FastifyInstance } from 'fastify';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';

/** `\u0000` in JSON, unless its backslash is itself escaped. */
const NUL_IN_JSON = /(?<!\\)(?:\\\\)*\\u0000/;

/**
 * Refuses the NUL character in an address or a JSON body with `invalid_request`: PostgreSQL has no text that
 * holds one, so that it would be a fault of ours only once the database is asked.
 */
export function refuseNul(scope: FastifyInstance): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    done(request.raw.url?.includes('%00') ? nulRefused() : undefined);
  });
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (NUL_IN_JSON.test(body)) return done(nulRefused());
    return parse(request, body, done);
  });
}

function nulRefused(): DomainError {
  return new DomainError(kernelErrors.invalid_request, { detail: 'text holds no NUL character' });
}
