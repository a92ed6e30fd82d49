import type { ApiScope } from './scopes.ts';

/** A key of the host platform's servers, without anything that could be used as one. */
export interface ApiKeyView {
  readonly keyId: string;
  readonly name: string;
  /** How the key's text begins, enough to recognise it. */
  readonly begins: string;
  readonly scopes: readonly ApiScope[];
  readonly livemode: boolean;
  readonly requestsPerMinute: number;
  readonly replacesKeyId: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** To the nearest `limits.apiKeySeenEveryMs`. */
  readonly lastUsedAtMs: number | null;
}

/** A key with its text, which exists only in this answer. */
export interface NewApiKey {
  readonly key: ApiKeyView;
  readonly text: string;
}
