import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { bodyText, headersText } from './notification-text.ts';
import { saveQuarantined } from './store.ts';
import type { RawNotification } from './types.ts';

export interface Refused {
  readonly gateway: string;
  readonly raw: RawNotification;
  readonly reason: string;
}

/**
 * Keeps what proved nothing as evidence: a wrong key looks like this, and so does an attack. Each is counted; a few a
 * minute are kept, cut short, and only the newest of each gateway, so that nobody can fill the disk. Nothing of it is
 * ever applied. Never waits and never throws: the answer is a refusal either way.
 */
export function quarantineNotification(deps: CheckoutDeps, refused: Refused): void {
  const { gateway } = refused;
  deps.meter
    .counter('tilltalk_notifications_refused_total', 'Notifications that proved nothing', ['gateway'])
    .inc({ gateway });
  keep(deps, refused).catch((error: unknown) =>
    deps.log.error({ error, gateway }, 'a refused notification could not be kept'),
  );
}

async function keep(deps: CheckoutDeps, { gateway, raw, reason }: Refused): Promise<void> {
  if (!(await deps.quarantineLimit.take(gateway)).allowed) return;
  deps.log.warn({ gateway, reason }, 'a notification proved nothing');
  await saveQuarantined(deps.db, {
    quarantineId: deps.newId('qtn'),
    gateway,
    reason: reason.slice(0, 300),
    headers: headersText(raw).slice(0, limits.quarantineCharactersMax),
    raw: bodyText(raw.body).slice(0, limits.quarantineCharactersMax),
    bodyBytes: raw.body.length,
    livemode: deps.livemode ? 1 : 0,
    receivedAtMs: deps.clock.nowMs(),
  });
}
