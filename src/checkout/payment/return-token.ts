import { createHmac, timingSafeEqual } from 'node:crypto';

function macOf(secret: string, attemptId: string): string {
  return createHmac('sha256', secret).update(`return:${attemptId}`).digest('base64url').slice(0, 32);
}

/** Names an attempt in the URLs of /go and /return: whoever has it may see how that one attempt ended, nothing else. */
export function returnTokenOf(secret: string, attemptId: string): string {
  return `${attemptId}.${macOf(secret, attemptId)}`;
}

/** The attempt that a return token names; null when it is not one of ours. */
export function attemptIdOfReturnToken(secret: string, token: string): string | null {
  const [attemptId = '', mac = ''] = token.split('.');
  const expected = Buffer.from(macOf(secret, attemptId));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected) ? attemptId : null;
}
