import type { Surface } from '../../src/identity/wire.ts';
import type { Api } from '../ui/api.ts';
import type { PageKeep } from '../ui/keep.ts';
import type { Store } from '../ui/store.ts';
import type { Connection } from './connection.ts';
import type { Host } from './host.ts';
import type { ChatState } from './state.ts';

/** What the chat's operations work with. */
export interface ChatDeps {
  readonly store: Store<ChatState>;
  readonly keep: PageKeep;
  readonly host: Host;
  readonly api: Api;
  readonly surface: () => Surface;
  readonly nowMs: () => number;
  readonly newId: (prefix: string) => string;
}

/** A running chat: what its operations share beyond the deps. */
export interface Chat {
  readonly deps: ChatDeps;
  readonly connection: Connection;
  /** Reads what is missing of the thread; safe to call at any time. */
  join(): Promise<void>;
  /** Sends what waits in the outbox; safe to call at any time. */
  flush(): Promise<void>;
  /** Asks the host page who is there and connects as that person. */
  enter(): Promise<void>;
}
