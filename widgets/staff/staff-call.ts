import type { SignInBody, StaffView } from '../../src/identity/wire.ts';
import { type Answer, type ApiClient, answerOf, openClient } from '../ui/http.ts';
import { staffText } from './text.ts';

export type { Answer, Refusal } from '../ui/http.ts';

/** The server's `/v1` with the session's cookie. */
export const staffClient: ApiClient = openClient({ credentials: 'same-origin', timeoutMs: 30_000 });

export interface StaffCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Of the session; goes with everything that changes something. */
  readonly csrfToken?: string;
  /** Made and kept by the page before it sends; goes with everything that moves money. */
  readonly idempotencyKey?: string;
  /** Asked by the page itself: it does not keep the session young. */
  readonly isBackground?: boolean;
}

/** Who is signed in; a refusal with status 401 when nobody is. */
export function readMe(): Promise<Answer<StaffView>> {
  return staffAnswerOf(staffClient.GET('/v1/staff/me'));
}

/** Opens a session; the answer sets the cookie. */
export function signIn(body: SignInBody): Promise<Answer<StaffView>> {
  return staffAnswerOf(staffClient.POST('/v1/staff/sessions', { body }));
}

/** Ends the session. */
export function signOut(csrfToken: string): Promise<Answer<unknown>> {
  const headers = { 'x-tilltalk-csrf': csrfToken };
  return staffAnswerOf(staffClient.DELETE('/v1/staff/sessions/current', { headers }));
}

/** One call to an operation whose answer the API's description does not tell. Never throws. */
export function staffCall<T>(call: StaffCall): Promise<Answer<T>> {
  const { method, path, body, csrfToken, idempotencyKey, isBackground } = call;
  const headers = {
    ...(csrfToken === undefined ? {} : { 'x-tilltalk-csrf': csrfToken }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(isBackground === true ? { 'x-tilltalk-background': '1' } : {}),
  };
  // The types know operations that declare what they answer; the address here is complete already.
  const request = staffClient.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Parameters<typeof answerOf<T>>[0];
  return staffAnswerOf(request(method, path, { headers, ...(body === undefined ? {} : { body }) }));
}

/** What became of a call; that there is no network is said without a word of charges. */
export async function staffAnswerOf<T>(call: Parameters<typeof answerOf<T>>[0]): Promise<Answer<T>> {
  const answer = await answerOf(call);
  const isOurs = !answer.ok && (answer.code === 'network' || answer.code === 'unreadable');
  return isOurs ? { ...answer, message: offline } : answer;
}

const offline = { zh: staffText.offline[0], en: staffText.offline[1] };
