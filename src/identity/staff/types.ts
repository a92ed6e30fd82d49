import type { StaffRole } from '../wire.ts';

/** A person who works here and is signed in, as their session proves. */
export interface StaffCaller {
  readonly staffId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: StaffRole;
  /** Names the session without being able to open one. */
  readonly sessionHash: string;
  /** What this session's state-changing requests must carry. */
  readonly csrfToken: string;
  /** When the session ends at the latest, wall time in ms. */
  readonly expiresAtMs: number;
}

/** What of a request proves who sends it; HTTP requests and socket handshakes both have it. */
export interface StaffRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
