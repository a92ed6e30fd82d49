import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { findEnabledEndpoints } from './store.ts';
import type { Endpoint } from './types.ts';

/** The enabled endpoints of this mode, in memory: a purchase that nobody is told of asks the database nothing. */
export interface EndpointBook {
  /** At most `limits.webhookBookMs` old. */
  enabled(): Promise<readonly Endpoint[]>;
  /** True when the last look found none. */
  isEmpty(): boolean;
  /** Looks again next time: somebody changed an endpoint. */
  forget(): void;
}

export function createEndpointBook(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly livemode: boolean;
}): EndpointBook {
  let read: { readonly endpoints: Promise<readonly Endpoint[]>; readonly atMs: number } | undefined;
  let isEmpty = false;
  const look = async (): Promise<readonly Endpoint[]> => {
    const endpoints = await findEnabledEndpoints(deps.db.query, deps.livemode);
    isEmpty = endpoints.length === 0;
    return endpoints;
  };
  return {
    enabled: () => {
      const nowMs = deps.clock.wallMs();
      const isFresh = read !== undefined && Math.abs(nowMs - read.atMs) < limits.webhookBookMs;
      if (read !== undefined && isFresh) return read.endpoints;
      const endpoints = look();
      read = { endpoints, atMs: nowMs };
      // A look that failed is no answer for those who come after.
      endpoints.catch(() => {
        read = undefined;
      });
      return endpoints;
    },
    isEmpty: () => isEmpty,
    forget: () => {
      read = undefined;
      isEmpty = false;
    },
  };
}
