import type { Tx } from '../../kernel/db/database.ts';
import type { StaffDeps } from './deps.ts';
import { livePeople } from './live.ts';
import { deleteSessionsOf } from './store.ts';

export interface EndSessions {
  readonly staffId: string;
  /** The one that stays, by its hash. */
  readonly exceptHash?: string | undefined;
  /** Only this one, by its public id. */
  readonly sessionId?: string | undefined;
}

/** Ends sessions in the transaction that needs them ended; what it returns is told by `tellEnded` after the commit. */
export function endSessions(tx: Tx, command: EndSessions): Promise<string[]> {
  return deleteSessionsOf(tx, command);
}

/** Closes what hangs on ended sessions: sockets, and, when the person is gone, the conversations they hold. */
export async function tellEnded(
  deps: Pick<StaffDeps, 'db' | 'clock' | 'onSignedOut'>,
  { staffId, hashes }: { staffId: string; hashes: readonly string[] },
): Promise<void> {
  if (hashes.length === 0) return;
  const isGone = (await livePeople(deps)).every((person) => person.staffId !== staffId);
  for (const sessionHash of hashes) await deps.onSignedOut({ staffId, sessionHash, isGone });
}
