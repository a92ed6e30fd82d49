import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { ietfProfile } from './idempotency/profiles.ts';
import type { GivenAnswer } from './idempotency.ts';

/** The header of every POST that moves money, as the API's description shows it. Its absence has an answer of its own. */
export const KeyedHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .describe('Required. Names one wish: the same key and input give the first answer again.'),
});

/**
 * The Idempotency-Key, bare or as a quoted string (RFC 8941), as the IETF draft has it. Throws
 * `idempotency_key_missing` when there is none or it is longer than 255 characters.
 */
export function keyOf(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  const bare = typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : '';
  if (bare === '' || bare.length > limits.idempotencyKeyCharactersMax)
    throw new DomainError(ietfProfile.missing);
  return bare;
}

/** Sends an answer that may be the first one given again. */
export function sendAnswer(reply: FastifyReply, answer: GivenAnswer): never {
  if (answer.replayed) reply.header('idempotent-replayed', 'true');
  // The status is decided at run time, while the type of each route names only its own.
  return reply.code(answer.status).send(answer.body) as never;
}
