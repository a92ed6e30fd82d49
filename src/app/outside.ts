import { createHostJwks, type HostJwks } from '../identity/index.ts';
import { createEgress, type Egress } from '../kernel/egress/egress.ts';
import type { Config } from './config.ts';
import type { Kernel } from './open-kernel.ts';

/** The door to addresses that others chose. */
export function egressOf(config: Pick<Config, 'WEBHOOK_ALLOWED_HOSTS'>): Egress {
  return createEgress({ allowedHosts: config.WEBHOOK_ALLOWED_HOSTS });
}

/** The keys that the host platform publishes, when it does. */
export function hostJwksOf(config: Config, kernel: Kernel): HostJwks | undefined {
  const url = config.HOST_JWKS_URL;
  return url === undefined ? undefined : createHostJwks({ ...kernel, url, egress: egressOf(config) });
}
