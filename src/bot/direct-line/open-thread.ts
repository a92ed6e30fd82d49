import type { Language } from '../../identity/wire.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { beginThread } from './begin-thread.ts';
import { type DirectLineCaller, threadOf } from './caller.ts';
import type { DirectLineDeps } from './deps.ts';
import { userIdOf } from './post-activity.ts';
import { seqOfWatermark } from './read-activities.ts';
import { type Bound, signTicket, signToken } from './token.ts';

/** What a client needs to talk in a conversation. */
export interface OpenThread {
  readonly conversationId: string;
  readonly token: string;
  /** In seconds. */
  readonly expires_in: number;
}

export interface OpenStream extends OpenThread {
  /** Needs no other proof, and is opened within a minute. */
  readonly streamUrl: string;
}

export interface GenerateToken {
  readonly userId?: string | undefined;
  readonly origins?: readonly string[] | undefined;
  /** The host platform's word about who it is; without it a guest, who cannot pay. */
  readonly hostToken?: string | undefined;
}

/** A token for a conversation that is yet to begin. Throws `host_token_refused`, `invalid_request`. */
export async function generateToken(deps: DirectLineDeps, command: GenerateToken): Promise<OpenThread> {
  const { userId, origins, hostToken } = command;
  if (origins?.some((origin) => !deps.origins.includes(origin))) {
    const detail = 'a trusted origin is not among those of the configuration';
    throw new DomainError(kernelErrors.invalid_request, { detail });
  }
  const learner = await deps.identify(hostToken);
  return grant(deps, { ...learner, conversationId: deps.newId('conv'), userId, origins });
}

/** The same token for another half hour. */
export function refreshToken(deps: DirectLineDeps, bound: Bound): Promise<OpenThread> {
  return grant(deps, bound);
}

interface StartThread {
  readonly caller: DirectLineCaller;
  readonly userId?: string | undefined;
  readonly language: Language;
}

const GREETING_SEQ = 1;

/** Begins the token's conversation, or a guest's new one for a server. `isNew` is false when it began before. */
export async function startThread(
  deps: DirectLineDeps,
  { caller, userId, language }: StartThread,
): Promise<{ readonly isNew: boolean; readonly opened: OpenStream }> {
  const named = userIdOf(caller, { from: userId === undefined ? undefined : { id: userId } });
  const bound: Bound =
    caller.is === 'client'
      ? caller.token
      : { ...(await deps.identify(undefined)), conversationId: deps.newId('conv') };
  const isNew = await beginThread(deps, { ...bound, language });
  // The greeting is for whoever begins, also when they ask twice; who comes back hears what comes later.
  const { lastSeq } = await threadOf(deps, caller, bound.conversationId);
  const afterSeq = lastSeq === GREETING_SEQ ? 0 : lastSeq;
  return { isNew, opened: await openStream(deps, { ...bound, userId: named }, afterSeq) };
}

/** A socket's address for a conversation that began, and its token anew (DL-4). Throws `not_found`. */
export async function resumeThread(
  deps: DirectLineDeps,
  {
    caller,
    conversationId,
    watermark,
  }: { caller: DirectLineCaller; conversationId: string; watermark?: string | undefined },
): Promise<OpenStream> {
  const thread = await threadOf(deps, caller, conversationId);
  const { learnerId } = thread;
  // A client that has had nothing yet says so by an empty watermark; one that says none wants what comes later.
  const afterSeq = seqOfWatermark(watermark) ?? (watermark === undefined ? thread.lastSeq : 0);
  const bound: Bound = caller.is === 'client' ? caller.token : { learnerId, conversationId, isGuest: true };
  return openStream(deps, bound, afterSeq);
}

async function openStream(deps: DirectLineDeps, bound: Bound, afterSeq: number): Promise<OpenStream> {
  const { learnerId, conversationId, origins } = bound;
  const endsAtMs = deps.clock.wallMs() + limits.directLineTokenTtlMs;
  const ticket = await signTicket(deps, { learnerId, conversationId, afterSeq, endsAtMs, origins });
  const base = deps.publicUrl.replace(/^http/, 'ws');
  const streamUrl = `${base}/v3/directline/conversations/${conversationId}/stream?t=${ticket}`;
  return { ...(await grant(deps, bound)), streamUrl };
}

async function grant(deps: DirectLineDeps, bound: Bound): Promise<OpenThread> {
  const { conversationId } = bound;
  const expiresInSeconds = limits.directLineTokenTtlMs / 1000;
  return { conversationId, token: await signToken(deps, bound), expires_in: expiresInSeconds };
}
