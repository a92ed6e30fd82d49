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

/**
 * The same value with its words masked, wherever they stand; the very same object where nothing is masked, as in nearly
 * every request. Throws `payload_too_large` for what goes too deep.
 */
export function maskWords<Value>(value: Value): Value {
  return maskedIn(value, false, 0) as Value;
}

function maskedIn(value: unknown, isWords: boolean, depth: number): unknown {
  if (typeof value === 'string') return isWords ? maskSensitive(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) throw new DomainError(kernelErrors.payload_too_large);
  if (Array.isArray(value)) {
    const masked = value.map((inside) => maskedIn(inside, isWords, depth + 1));
    return masked.some((inside, place) => inside !== value[place]) ? masked : value;
  }
  // The bytes of a file are no words.
  return Object.getPrototypeOf(value) === Object.prototype ? maskedMembers(value, depth) : value;
}

function maskedMembers(value: object, depth: number): object {
  const members = value as Readonly<Record<string, unknown>>;
  let copy: object | undefined;
  for (const key in members) {
    const masked = maskedIn(members[key], WORDS.has(key), depth + 1);
    if (masked === members[key]) continue;
    copy ??= { ...members };
    // Not by assignment, which a member named `__proto__` would turn into something else.
    Object.defineProperty(copy, key, { value: masked, enumerable: true, writable: true, configurable: true });
  }
  return copy ?? value;
}
