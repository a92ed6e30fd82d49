export * from './access.ts';
export * from './api-key/index.ts';
export { type Authenticate, bearerToken, createAuthenticate } from './authenticate.ts';
export { findBuyerFacts } from './buyer-facts.ts';
export type { IdentityDeps } from './deps.ts';
export { identityErrors } from './errors.ts';
export { createHostServer, type HostServer } from './host-server.ts';
export { createHostJwks, type HostJwks } from './jwks.ts';
export { maskAddress, maskEmail, maskId, maskName, maskPhone } from './mask-personal.ts';
export { openSession } from './open-session.ts';
export { type AuthenticateFor, createAuthenticateFor, refusePass, signPass } from './pass.ts';
export * from './privacy/index.ts';
export { identityRoutes } from './routes.ts';
export * from './staff/index.ts';
export {
  findAccountCreatedAtMs,
  findLearner,
  hostUserIdOf,
  hostUserKeyOf,
  namesOfLearners,
} from './store.ts';
export { signLearnerToken } from './token.ts';
export type { BuyerFacts, Caller, SigningKey } from './types.ts';
