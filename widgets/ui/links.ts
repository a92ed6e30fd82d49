import type { BodyOf } from './api.ts';
import { answerOf, openClient } from './http.ts';

const client = openClient({ credentials: 'omit', timeoutMs: 15_000 });

/** Opens a link to pay; a link opens once. */
export function openPayLink(token: string, body: BodyOf<'/v1/pay-links/{token}/open'>) {
  return answerOf(client.POST('/v1/pay-links/{token}/open', { body, params: { path: { token } } }));
}

/** What became of a payment that left for a gateway's page, by the token of the way back. */
export function readReturn(token: string) {
  return answerOf(client.GET('/v1/returns/{token}', { params: { path: { token } } }));
}
