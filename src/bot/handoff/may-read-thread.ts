import type { StaffCaller } from '../../identity/index.ts';
import type { ConsoleDeps } from './deps.ts';
import { isHandedTo } from './store.ts';

interface ReadThread {
  readonly conversationId: string;
  readonly caller: Pick<StaffCaller, 'staffId' | 'role'>;
}

/**
 * Which threads a person who works here may read: agents those that are with people, that were with them before, or
 * whose payment is held; supervisors and admins all.
 */
export async function mayReadThread(
  deps: Pick<ConsoleDeps, 'db' | 'hasHeldPayment'>,
  { conversationId, caller }: ReadThread,
): Promise<boolean> {
  if (caller.role !== 'agent') return true;
  const isHanded = await isHandedTo(deps.db.query, { conversationId, staffId: caller.staffId });
  return isHanded || deps.hasHeldPayment(conversationId);
}
