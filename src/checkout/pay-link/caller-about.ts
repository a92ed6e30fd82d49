import type { FastifyRequest } from 'fastify';
import { type Authenticate, type AuthenticateFor, bearerToken, type Caller } from '../../identity/index.ts';

/** How learners prove who they are, and holders of a pass what they may act on. */
export interface LearnerGates {
  readonly authenticate: Authenticate;
  readonly authenticateFor: AuthenticateFor;
}

/** Who asks about one checkout. Throws `unauthenticated`. */
export type CallerAbout = (
  request: Pick<FastifyRequest, 'headers'> & { readonly params: { readonly checkoutId: string } },
) => Promise<Caller>;

export function callerAbout({ authenticateFor }: LearnerGates): CallerAbout {
  return ({ headers, params }) => authenticateFor(bearerToken(headers.authorization), params.checkoutId);
}

/** What a checkout tells to whoever has a link to it: nothing of its learner's wallet. */
export function sinceNotTheirs<Body>({ isPass }: Pick<Caller, 'isPass'>, body: Body): Body {
  if (!isPass || typeof body !== 'object' || body === null) return body;
  const { wallet: _wallet, ...rest } = body as Body & { wallet?: unknown };
  return rest as Body;
}
