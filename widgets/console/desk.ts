import type { Language, StaffView } from '../../src/identity/wire.ts';
import type { Answer } from '../staff/staff-call.ts';
import type { Keep } from '../ui/keep.ts';
import type { Store } from '../ui/store.ts';
import type { Calls } from './calls/calls.ts';
import type { Live } from './live.ts';
import type { Preferences } from './preferences.ts';
import type { ConsoleState } from './state.ts';

export interface ConsoleDeps {
  readonly keep: Keep;
  /** Ends with the tab: for what an account wrote, on a computer that others use too. */
  readonly tabKeep: Keep;
  readonly nowMs: () => number;
  readonly newId: (prefix: string) => string;
  readonly chime: () => void;
  /** Whether the page is before somebody's eyes. */
  readonly isLookedAt: () => boolean;
}

/** A running console: what its operations share. */
export interface Desk {
  readonly deps: ConsoleDeps;
  readonly store: Store<ConsoleState>;
  readonly live: Live;
  readonly calls: Calls;
  enter(): Promise<void>;
  signIn(login: string, password: string): Promise<Answer<StaffView>>;
  signOut(): Promise<void>;
  chooseLanguage(language: Language): void;
  prefer(change: Partial<Preferences>): void;
  /** Reads the lists and the open thread; safe to call at any time. */
  refresh(): Promise<void>;
  /** Takes an answer's refusal: a session that ended shows the sign-in, anything else is said. */
  refuse(answer: Answer<unknown>): void;
  /** Goes on under a session that took the place of the one before. */
  renew(staff: StaffView): void;
  /** Nothing of the desk stays for the next who sits down. */
  leave(): void;
}
