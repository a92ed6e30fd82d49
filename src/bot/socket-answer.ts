import type { z } from 'zod';
import { DomainError, type ErrorDefinition, kernelErrors } from '../kernel/errors.ts';
import type { Ack } from './wire.ts';

/** An error as a browser reads it. */
export function refusalOf(definition: ErrorDefinition): Extract<Ack<never>, { ok: false }> {
  const { code, zh, en } = definition;
  return { ok: false, error: { code, message: { zh, en } } };
}

/** The input in its declared form. Throws `invalid_request`. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new DomainError(kernelErrors.invalid_request, { cause: parsed.error });
  return parsed.data;
}

/** What an error of an operation says to its caller; `null` when it is a mistake of ours that has to be logged. */
export function knownRefusal(error: unknown): ErrorDefinition | null {
  return error instanceof DomainError ? error.definition : null;
}
