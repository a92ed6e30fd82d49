import type { Tx } from '../../kernel/db/database.ts';
import { messageFlagged, messagePasted } from '../events.ts';
import { givesOrders } from './gives-orders.ts';

type Deps = Parameters<typeof messageFlagged>[0];

interface Said {
  readonly activityId: string;
  readonly conversationId: string;
  readonly learnerId: string;
  /** Masked. */
  readonly text: string;
  readonly isPasted?: boolean | undefined;
}

/**
 * What a message tells beside its words, as facts of its own, committed with it; undefined for nearly all, which write nothing
 * more. Neither the words nor what was pasted enter the event.
 */
export function messageSignals(deps: Deps, said: Said): ((tx: Tx) => Promise<void>) | undefined {
  const isFlagged = givesOrders(said.text);
  if (!isFlagged && said.isPasted !== true) return undefined;
  return async (tx) => {
    if (isFlagged) await messageFlagged(deps, tx, said);
    if (said.isPasted === true) await messagePasted(deps, tx, said);
  };
}
