import type { preHandlerHookHandler } from 'fastify';
import { maskSensitive } from './mask.ts';

/** What in a request's body is people's own words; everything else is ids, kinds and numbers. */
const WORDS = new Set(['text', 'textZh', 'textEn', 'title', 'name', 'note', 'reason', 'message', 'comment']);

/** Hides card and identity numbers in all that staff and host platforms write, before any operation sees it (C7). */
export const maskWordsHook: preHandlerHookHandler = (request, _reply, done) => {
  request.body = maskWords(request.body);
  done();
};

/** A body with its words masked, however deep they stand. */
function maskWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskWords);
  // The bytes of a file are no words.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      key,
      typeof inside === 'string' && WORDS.has(key) ? maskSensitive(inside) : maskWords(inside),
    ]),
  );
}
