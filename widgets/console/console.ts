import type { Language, StaffView } from '../../src/identity/wire.ts';
import { type Answer, readMe, signIn, signOut } from '../staff/staff-call.ts';
import type { Keep } from '../ui/keep.ts';
import { singleFlight } from '../ui/single-flight.ts';
import { createStore, type Store } from '../ui/store.ts';
import { type Calls, createCalls } from './calls/calls.ts';
import { createLive, type Live } from './live.ts';
import { type Preferences, readPreferences, writePreferences } from './preferences.ts';
import { readAll } from './read-all.ts';
import { receivers } from './receive.ts';
import { type ConsoleState, emptyDesk } from './state.ts';

export interface ConsoleDeps {
  readonly keep: Keep;
  readonly nowMs: () => number;
  readonly newId: (prefix: string) => string;
  readonly chime: () => void;
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
  /** Nothing of the desk stays for the next who sits down. */
  leave(): void;
}

/** A server that refuses every socket is asked again at leisure, not in a circle. */
const refusedPauseMs = 2_000;

/** Who may work here; others are told where to go. */
const consoleRoles: readonly StaffView['role'][] = ['agent', 'supervisor', 'admin'];

export function mayUseConsole(staff: StaffView): boolean {
  return consoleRoles.includes(staff.role);
}

/** The console without its looks; `enter` starts it. */
export function createDesk(deps: ConsoleDeps, language: Language): Desk {
  const store = createStore<ConsoleState>({
    ...emptyDesk,
    language,
    preferences: readPreferences(deps.keep),
    staff: undefined,
    nowMs: deps.nowMs(),
  });
  const live = createLive({
    ...receivers(() => desk),
    refused: () => setTimeout(() => void desk.enter(), refusedPauseMs),
  });
  const desk: Desk = {
    deps,
    store,
    live,
    calls: createCalls(() => store.get().staff?.csrfToken ?? ''),
    refresh: singleFlight(() => readAll(desk)),
    ...doorOf(() => desk),
    chooseLanguage: (chosen) => {
      deps.keep.write('console-language', chosen);
      store.set({ language: chosen });
    },
    prefer: (change) => {
      const preferences = { ...store.get().preferences, ...change };
      writePreferences(deps.keep, preferences);
      store.set({ preferences });
    },
  };
  return desk;
}

type Door = Pick<Desk, 'enter' | 'signIn' | 'signOut' | 'refuse' | 'leave'>;

/** Coming in and going out. */
function doorOf(deskOf: () => Desk): Door {
  const begin = (staff: StaffView): void => {
    const desk = deskOf();
    desk.store.set({ staff, refusal: null });
    if (!mayUseConsole(staff)) return;
    desk.live.open(staff.csrfToken);
    void desk.refresh();
    void desk.calls.cannedReplies().then((answer) => {
      if (answer.ok) desk.store.set({ canned: answer.value.cannedReplies });
    });
  };
  const leave = (): void => {
    const { live, store } = deskOf();
    live.close();
    store.set({ ...emptyDesk, staff: null });
  };
  return {
    leave,
    enter: async () => {
      const { store } = deskOf();
      const me = await readMe();
      if (me.ok) return begin(me.value);
      if (me.status === 401) return leave();
      store.set({ staff: store.get().staff ?? null, refusal: me });
    },
    signIn: async (login, password) => {
      const answer = await signIn({ login, password });
      if (answer.ok) begin(answer.value);
      return answer;
    },
    signOut: async () => {
      const { store } = deskOf();
      const { staff } = store.get();
      if (!staff) return;
      const answer = await signOut(staff.csrfToken);
      if (answer.ok || answer.status === 401) leave();
      else store.set({ refusal: answer });
    },
    refuse: (answer) => {
      if (answer.ok) return;
      if (answer.status === 401) leave();
      else deskOf().store.set({ refusal: answer });
    },
  };
}
