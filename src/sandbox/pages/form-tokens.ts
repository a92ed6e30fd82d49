import { randomBytes } from 'node:crypto';

const TTL_MS = 30 * 60_000;
const TOKENS_MAX = 20_000;

/** Tokens that make a form good for one post; they live in memory and end with the process. */
export interface FormTokens {
  /** A token for the form named by `place`. */
  issue(place: string): string;
  /** True once per issued token. */
  consume(place: string, token: string | null): boolean;
}

export function newFormTokens(wallMs: () => number): FormTokens {
  const issued = new Map<string, { readonly place: string; readonly expiresAtMs: number }>();
  return {
    issue: (place) => {
      const token = randomBytes(18).toString('base64url');
      issued.set(token, { place, expiresAtMs: wallMs() + TTL_MS });
      const oldest = issued.size > TOKENS_MAX ? issued.keys().next().value : undefined;
      if (oldest !== undefined) issued.delete(oldest);
      return token;
    },
    consume: (place, token) => {
      const entry = token === null ? undefined : issued.get(token);
      if (token === null || entry === undefined || entry.place !== place) return false;
      issued.delete(token);
      return entry.expiresAtMs > wallMs();
    },
  };
}
