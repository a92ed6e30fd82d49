import type { preHandlerHookHandler } from 'fastify';
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

/** The same value with its words masked, however deep they stand. */
export function maskWords<Value>(value: Value): Value {
  return maskedIn(value, false) as Value;
}

function maskedIn(value: unknown, isWords: boolean): unknown {
  if (typeof value === 'string') return isWords ? maskSensitive(value) : value;
  if (Array.isArray(value)) return value.map((inside) => maskedIn(inside, isWords));
  // The bytes of a file are no words.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [key, maskedIn(inside, WORDS.has(key))]),
  );
}
