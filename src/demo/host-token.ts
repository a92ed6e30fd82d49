import { createHmac } from 'node:crypto';
import type { SignedIn } from './learners.ts';

const livesSeconds = 600;

/**
 * The token that tells Tilltalk who is signed in here and since when: a JWT (HS256) that lives ten minutes. The token is new
 * each time, the sign-in is not: a payment that is dear or doubtful may ask for a fresh one.
 */
export function signHostToken(learner: SignedIn, secret: string, nowMs: number): string {
  const { hostUserId, name, signedInAtMs } = learner;
  const who = { sub: hostUserId, name, auth_time: Math.floor(signedInAtMs / 1000) };
  return sign({ aud: 'tilltalk', ...who }, secret, nowMs);
}

/** The token by which the platform's own server asks and reports. */
export function signServerToken(secret: string, nowMs: number): string {
  return sign({ aud: 'tilltalk-server' }, secret, nowMs);
}

function sign(who: object, secret: string, nowMs: number): string {
  const nowSeconds = Math.floor(nowMs / 1000);
  const header = encode({ alg: 'HS256', kid: 'demo-1', typ: 'JWT' });
  const claims = encode({
    iss: 'demo-platform',
    ...who,
    iat: nowSeconds,
    exp: nowSeconds + livesSeconds,
  });
  const signature = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url');
  return `${header}.${claims}.${signature}`;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
