export { type CreateApiKey, createApiKey } from './create-api-key.ts';
export type { ApiKeyDeps } from './deps.ts';
export { revokeApiKey } from './revoke-api-key.ts';
export { rotateApiKey } from './rotate-api-key.ts';
export { ApiScope } from './scopes.ts';
export { findApiKeys } from './store.ts';
export type { ApiKeyView, NewApiKey } from './types.ts';
export { createVerifyApiKey, type VerifyApiKey } from './verify-api-key.ts';
