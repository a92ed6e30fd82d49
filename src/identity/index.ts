export * from './api-key/index.ts';
export { type Authenticate, bearerToken, createAuthenticate } from './authenticate.ts';
export type { IdentityDeps } from './deps.ts';
export { identityErrors } from './errors.ts';
export { createHostServer, type HostServer } from './host-server.ts';
export { identityRoutes } from './routes.ts';
export * from './staff/index.ts';
export { findAccountCreatedAtMs, namesOfLearners } from './store.ts';
export type { Caller, SigningKey } from './types.ts';
