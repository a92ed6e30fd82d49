import type { ConsoleOpsDeps } from '../deps.ts';
import { tellBeside } from '../told.ts';
import { deleteSnooze, findAwake } from './store.ts';

/** Wakes every thread whose sleep is over, and tells the consoles. Returns how many. */
export async function wakeSnoozed(deps: Pick<ConsoleOpsDeps, 'db' | 'clock' | 'broadcast'>): Promise<number> {
  const awake = await findAwake(deps.db.query, deps.clock.wallMs());
  for (const conversationId of awake) {
    const isWoken = await deps.db.transact((tx) => deleteSnooze(tx, conversationId));
    if (isWoken) tellBeside(deps, { what: 'conversation', conversationId });
  }
  return awake.length;
}
