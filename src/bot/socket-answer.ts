import type { z } from 'zod';
import { DomainError, type ErrorDefinition, kernelErrors } from '../kernel/errors.ts';
import { holdsStorableText } from '../kernel/storable-text.ts';
import type { Ack } from './wire.ts';

type Refusal = Extract<Ack<never>, { ok: false }>;

/** An error as a browser reads it. */
export function refusalOf({ code, zh, en }: ErrorDefinition, retryAfterSeconds?: number): Refusal {
  const retry = retryAfterSeconds === undefined ? {} : { retryAfterMs: Math.ceil(retryAfterSeconds * 1000) };
  return { ok: false, error: { code, message: { zh, en }, ...retry } };
}

/** The input in its declared form, with no text that a database cannot keep. Throws `invalid_request`. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new DomainError(kernelErrors.invalid_request, { cause: parsed.error });
  if (!holdsStorableText(parsed.data)) {
    const detail = 'text holds no NUL character and no half of a surrogate pair';
    throw new DomainError(kernelErrors.invalid_request, { detail });
  }
  return parsed.data;
}

/** What an error of an operation says to its caller; `null` when it is a mistake of ours that has to be logged. */
export function knownRefusal(error: unknown): ErrorDefinition | null {
  return error instanceof DomainError ? error.definition : null;
}

/** The refusal of an operation with the time after which it may succeed; `null` as for `knownRefusal`. */
export function refusalOfError(error: unknown): Refusal | null {
  return error instanceof DomainError ? refusalOf(error.definition, error.retryAfterSeconds) : null;
}

/** What came with an event: its body, and whom to tell the answer, who stands last however much else was sent. */
export function askedWith(args: readonly unknown[]): { body: unknown; ack: (answer: Ack<unknown>) => void } {
  const last = args.at(-1);
  const wantsAnswer = typeof last === 'function';
  return {
    body: wantsAnswer && args.length === 1 ? undefined : args[0],
    ack: wantsAnswer ? (answer) => void last(answer) : () => {},
  };
}
