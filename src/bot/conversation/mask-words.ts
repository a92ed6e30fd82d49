import type { preHandlerHookHandler } from 'fastify';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { maskSensitive } from './mask.ts';

/** What in a request, or in what a command line gives, is people's own words; everything else is ids, kinds and numbers. */
const WORDS = new Set([
  ...['text', 'textZh', 'textEn', 'zh', 'en', 'title', 'name', 'displayName', 'author', 'tags'],
  ...['note', 'reason', 'message', 'comment', 'description', 'analystText'],
]);

/** Hides card and identity numbers in all that people write over HTTP, before any operation sees it (C7). */
export const maskWordsHook: preHandlerHookHandler = (request, _reply, done) => {
  request.body = maskWords(request.body);
  done();
};

/** Deeper than anything that is asked here; what is made to be so would end in no stack left. */
const DEPTH_MAX = 64;

/** The same value with its words masked, wherever they stand. Throws `payload_too_large` for what goes too deep. */
export function maskWords<Value>(value: Value): Value {
  return maskedIn(value, { isWords: false, depth: 0 }) as Value;
}

function maskedIn(value: unknown, { isWords, depth }: { isWords: boolean; depth: number }): unknown {
  if (typeof value === 'string') return isWords ? maskSensitive(value) : value;
  if (depth > DEPTH_MAX) throw new DomainError(kernelErrors.payload_too_large);
  if (Array.isArray(value)) return value.map((inside) => maskedIn(inside, { isWords, depth: depth + 1 }));
  // The bytes of a file are no words.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      key,
      maskedIn(inside, { isWords: WORDS.has(key), depth: depth + 1 }),
    ]),
  );
}
