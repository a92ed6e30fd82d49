import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { DirectLineDeps } from './deps.ts';
import { directLineErrors } from './errors.ts';
import { type DirectLineThread, findThread } from './store.ts';
import { type VerifiedToken, verifyToken } from './token.ts';

type CallerDeps = Pick<DirectLineDeps, 'db' | 'clock' | 'livemode' | 'tokenKeys' | 'secrets' | 'origins'>;

/** What of a request says who sends it. */
export interface DirectLineRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A server by its secret, or a client by the token of its conversation. */
export type DirectLineCaller =
  | { readonly is: 'server' }
  | { readonly is: 'client'; readonly token: VerifiedToken };

/**
 * Throws `direct_line_token_missing`, `direct_line_token_refused`, and `direct_line_origin_refused` for a page that is
 * not trusted.
 */
export async function callerOf(deps: CallerDeps, { headers }: DirectLineRequest): Promise<DirectLineCaller> {
  const given = /^Bearer (\S+)$/.exec(String(headers['authorization'] ?? ''))?.[1];
  if (given === undefined) throw new DomainError(directLineErrors.direct_line_token_missing);
  const caller: DirectLineCaller = deps.secrets.some((secret) => isSame(given, secret))
    ? { is: 'server' }
    : { is: 'client', token: await verifyToken(deps, given) };
  refuseForeignOrigin(deps, headers['origin'], caller.is === 'client' ? caller.token.origins : undefined);
  return caller;
}

/** Programs send no origin; a browser always does. Throws `direct_line_origin_refused`. */
export function refuseForeignOrigin(
  deps: Pick<DirectLineDeps, 'origins'>,
  origin: string | string[] | undefined,
  bound: readonly string[] | undefined,
): void {
  if (origin === undefined) return;
  const isTrusted = deps.origins.includes(String(origin)) && (bound?.includes(String(origin)) ?? true);
  if (!isTrusted) throw new DomainError(directLineErrors.direct_line_origin_refused);
}

/** Throws `direct_line_secret_needed` for a client. */
export function requireServer(caller: DirectLineCaller): void {
  if (caller.is !== 'server') throw new DomainError(directLineErrors.direct_line_secret_needed);
}

/**
 * The conversation that a request names, if it is the caller's: a token opens its own only, a secret those that began
 * over Direct Line. Throws `not_found`.
 */
export async function threadOf(
  deps: Pick<DirectLineDeps, 'db'>,
  caller: DirectLineCaller,
  conversationId: string,
): Promise<DirectLineThread> {
  const isBound = caller.is === 'server' || caller.token.conversationId === conversationId;
  const thread = isBound ? await findThread(deps.db.query, conversationId) : undefined;
  if (thread === undefined || !isTheirs(caller, thread)) throw new DomainError(kernelErrors.not_found);
  return thread;
}

function isTheirs(caller: DirectLineCaller, thread: DirectLineThread): boolean {
  if (caller.is === 'server') return thread.channel === 'direct_line';
  return caller.token.learnerId === thread.learnerId;
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
