import { SignJWT } from 'jose';
import { DEMO_SECRETS } from '../../src/app/config.ts';

/** What the host platform's server signs for itself. */
export function serverToken(): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', kid: 'demo-1' })
    .setIssuer('demo-platform')
    .setAudience('tilltalk-server')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(DEMO_SECRETS.host));
}
