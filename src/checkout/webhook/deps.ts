import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Egress } from '../../kernel/egress/egress.ts';
import type { NewId } from '../../kernel/id.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import type { Seal } from '../../kernel/seal.ts';
import type { EndpointBook } from './endpoint-book.ts';

export interface WebhookDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly meter: Meter;
  readonly livemode: boolean;
  readonly egress: Egress;
  /** Keeps the endpoints' secrets. */
  readonly seal: Seal;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly book: EndpointBook;
  /** Runs `webhooks.deliver` soon, in whichever process delivers. */
  readonly wakeDeliverer: () => void;
}
