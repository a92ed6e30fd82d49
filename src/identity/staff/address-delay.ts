import type { Clock } from '../../kernel/clock.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';

/** Slows down an address from which sign-ins fail one after the other, whatever login they try. */
export interface AddressDelay {
  /** Throws `rate_limited` with the time that is left to wait. */
  require(address: string): void;
  note(address: string, isSignedIn: boolean): void;
}

const ADDRESSES_MAX = 10_000;

/**
 * After `limits.signInFreeFailures` failures in a row each further one doubles the wait, up to `limits.signInDelayMsMax`;
 * a sign-in that succeeds ends it. Kept in this process: the locks of accounts, which all processes share, stay whatever
 * happens to it.
 */
export function createAddressDelay(clock: Pick<Clock, 'wallMs'>): AddressDelay {
  const failures = new Map<string, { count: number; untilMs: number }>();
  return {
    require: (address) => {
      const waitMs = (failures.get(address)?.untilMs ?? 0) - clock.wallMs();
      if (waitMs <= 0) return;
      throw new DomainError(kernelErrors.rate_limited, { retryAfterSeconds: Math.ceil(waitMs / 1000) });
    },
    note: (address, isSignedIn) => {
      if (isSignedIn) return void failures.delete(address);
      const count = (failures.get(address)?.count ?? 0) + 1;
      const doublings = Math.min(count - limits.signInFreeFailures, 20);
      const delayMs =
        doublings <= 0 ? 0 : Math.min(limits.signInDelayMs * 2 ** (doublings - 1), limits.signInDelayMsMax);
      if (failures.size >= ADDRESSES_MAX) failures.clear();
      failures.set(address, { count, untilMs: clock.wallMs() + delayMs });
    },
  };
}
