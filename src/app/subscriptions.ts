import type { Subscription } from '../kernel/outbox.ts';

/** Who hears which events: the only way that a lower domain speaks to a higher one. */
export function subscriptionsOf(): Subscription[] {
  return [];
}
