import { limits } from '../../kernel/limits.ts';
import type { DirectLineDeps } from './deps.ts';
import type { Bound } from './token.ts';

/** The broadcast topic on which every process hears that a token goes on, and with it the sockets it opened. */
export const REFRESHED_TOPIC = 'direct_line.refreshed';

export interface Refreshed {
  readonly conversationId: string;
  readonly learnerId: string;
  /** Wall time in ms. */
  readonly endsAtMs: number;
}

export function tellRefreshed(
  deps: Pick<DirectLineDeps, 'broadcast' | 'clock'>,
  { conversationId, learnerId }: Pick<Bound, 'conversationId' | 'learnerId'>,
): void {
  const endsAtMs = deps.clock.wallMs() + limits.directLineTokenTtlMs;
  deps.broadcast.publish(REFRESHED_TOPIC, { conversationId, learnerId, endsAtMs } satisfies Refreshed);
}
