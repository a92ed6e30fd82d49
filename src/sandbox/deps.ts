import type { Dispatcher } from './dispatch-notifications.ts';
import type { Faults } from './faults.ts';
import type { Store } from './journal.ts';
import type { FormTokens } from './pages/form-tokens.ts';
import type { SandboxClock, SandboxSettings } from './settings.ts';
import type { Timers } from './timers.ts';

export interface SandboxDeps {
  readonly settings: SandboxSettings;
  readonly clock: SandboxClock;
  readonly store: Store;
  readonly faults: Faults;
  readonly timers: Timers;
  readonly dispatcher: Dispatcher;
  readonly formTokens: FormTokens;
  readonly newId: (prefix: string) => string;
  /** Six digits. */
  readonly newChallengeCode: () => string;
  /** Who waits for a charge to be decided, by charge id. */
  readonly waiting: Map<string, (() => void)[]>;
}
