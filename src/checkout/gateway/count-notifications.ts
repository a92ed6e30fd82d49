import type { CheckoutDeps } from '../deps.ts';
import { countWaiting } from './store.ts';

/** Puts what waits and what was given up into `/metrics`; a gateway without any has zeros. */
export async function countNotifications(deps: CheckoutDeps): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const rows = await countWaiting(deps.db.query);
  const gauge = (name: string, help: string) => deps.meter.gauge(name, help, ['gateway']);
  const waiting = gauge('tilltalk_notifications_waiting', 'Stored notifications not yet understood');
  const oldest = gauge('tilltalk_notifications_waiting_oldest_seconds', 'Age of the oldest that waits');
  const parked = gauge('tilltalk_notifications_parked', 'Notifications given up: a person has to look');
  for (const { name: gateway } of deps.gateways) {
    const of = rows.find((row) => row.gateway === gateway);
    waiting.set({ gateway }, of?.waiting ?? 0);
    oldest.set({ gateway }, of?.oldestAtMs == null ? 0 : Math.max(0, (nowMs - of.oldestAtMs) / 1_000));
    parked.set({ gateway }, of?.parked ?? 0);
  }
}
