import type { Tx } from '../../kernel/db/database.ts';
import { type Delivered, type Delivery, deliver } from '../conversation/deliver.ts';
import type { ConversationDeps } from '../deps.ts';
import { elsewhere } from './change-handoff.ts';
import type { HandoffRow } from './store.ts';

interface Change {
  /** Changes the handoff of the thread that the delivery holds; throws `elsewhere` when that is not so any more. */
  readonly change: (tx: Tx) => Promise<HandoffRow>;
  /** What is committed with it: the event log, the audit. */
  readonly tell: (tx: Tx, handoff: HandoffRow) => Promise<void>;
}

/**
 * The delivery that also changes a thread's handoff: owner, handoff, what is said and what is told are one
 * transaction. Refused when either is somewhere else by now.
 */
export async function deliverChange(
  deps: ConversationDeps,
  delivery: Delivery,
  { change, tell }: Change,
): Promise<Delivered> {
  let handoff: HandoffRow | undefined;
  try {
    return await deliver(deps, {
      ...delivery,
      before: async (tx, conversation) => {
        handoff = await change(tx);
        await delivery.before?.(tx, conversation);
      },
      alongside: async (tx) => {
        await delivery.alongside?.(tx);
        if (handoff !== undefined) await tell(tx, handoff);
      },
    });
  } catch (error) {
    if (error === elsewhere) return { status: 'refused' };
    throw error;
  }
}
