import type { FastifyInstance } from 'fastify';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { holdsStorableText } from '../../kernel/storable-text.ts';

/**
 * Refuses NUL and halves of surrogate pairs in an address or a JSON body with `invalid_request`: PostgreSQL has no text
 * that holds them, so that it would be a fault of ours only once the database is asked.
 */
export function refuseNul(scope: FastifyInstance): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    done(request.raw.url?.includes('%00') ? textRefused() : undefined);
  });
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Bytes cannot spell either of them inside JSON; only escapes can.
    if (!body.includes('\\u')) return parse(request, body, done);
    return parse(request, body, (error, value) => {
      if (error !== null || holdsStorableText(value)) done(error, value);
      else done(textRefused());
    });
  });
}

function textRefused(): DomainError {
  return new DomainError(kernelErrors.invalid_request, {
    detail: 'text holds no NUL character and no half of a surrogate pair',
  });
}
