import type { Caller } from '../../identity/index.ts';
import type { DomainError } from '../../kernel/errors.ts';
import type { Assessment } from '../../risk/index.ts';
import type { GivenAnswer, IdempotentRequest } from '../idempotency.ts';
import type { Placing } from '../order/place-order.ts';
import type { Device } from '../routing/config.ts';
import type { Session } from '../session/store.ts';
import type { PayCheckoutBody } from '../wire.ts';
import type { Attempt } from './store.ts';

export interface PayCheckout {
  readonly caller: Caller;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly checkoutId: string;
  readonly body: PayCheckoutBody;
  readonly buyer: Placing['buyer'];
  /** The address the press came from. */
  readonly ipAddress: string;
  /** What its browser says it runs on. */
  readonly device: Device;
}

export interface Preparing {
  readonly command: PayCheckout;
  readonly request: IdempotentRequest;
  /** What risk thinks of this press; null when there is nothing to judge. */
  readonly judged: Assessment | null;
  /** True when an earlier round of this request has claimed the key. */
  readonly claimed: boolean;
}

/** `refused`: risk stopped it, and that is committed. `call`: the attempt is committed, ask the gateway. `close_first`: close this one there, then prepare again. */
export type Prepared =
  | { readonly kind: 'answered'; readonly answer: GivenAnswer }
  | { readonly kind: 'call'; readonly session: Session; readonly attempt: Attempt; readonly resume: boolean }
  | { readonly kind: 'refused'; readonly error: DomainError }
  | { readonly kind: 'close_first'; readonly attempt: Attempt };
