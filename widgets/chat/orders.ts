import { useEffect } from 'preact/hooks';
import type { OrderView } from '../../src/checkout/wire.ts';
import { useScene } from './context.ts';
import type { ChatDeps } from './deps.ts';

/** Reads the learner's orders anew; cards of the thread then show what became of them. */
export async function readOrders(deps: ChatDeps): Promise<void> {
  const { learner } = deps.store.get();
  if (!learner || learner.isGuest) return;
  const answer = await deps.api.readOrders();
  if (!answer.ok || deps.store.get().learner !== learner) return;
  deps.store.set({
    orders: Object.fromEntries(answer.value.orders.map((order) => [order.orderNumber, order])),
  });
}

let asking: Promise<unknown> = Promise.resolve();

/** An order in its present state; undefined while nothing but the card is known. However many cards ask, it is read once. */
export function useOrder(orderNumber: string): OrderView | undefined {
  const { chat, state } = useScene();
  const { deps } = chat;
  const { learner } = state;
  useEffect(() => {
    asking = asking.then(() => (deps.store.get().orders === null ? readOrders(deps) : null));
  }, [deps, learner]);
  return state.orders?.[orderNumber];
}
