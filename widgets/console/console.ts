import type { Language, StaffView } from '../../src/identity/wire.ts';
import { readMe, signIn, signOut } from '../staff/staff-call.ts';
import { singleFlight } from '../ui/single-flight.ts';
import { createStore } from '../ui/store.ts';
import { createCalls } from './calls/calls.ts';
import type { ConsoleDeps, Desk } from './desk.ts';
import { forgetDrafts, keepDrafts, readDrafts } from './drafts.ts';
import { createLive } from './live.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { readAll } from './read-all.ts';
import { receivers } from './receive.ts';
import { mayUseConsole } from './roles.ts';
import { type ConsoleState, emptyDesk } from './state.ts';

/** A server that refuses every socket is asked again at leisure, not in a circle. */
const refusedPauseMs = 2_000;

/** The console without its looks; `enter` starts it. */
export function createDesk(deps: ConsoleDeps, language: Language): Desk {
  const store = createStore<ConsoleState>({
    ...emptyDesk,
    language,
    preferences: readPreferences(deps.keep),
    staff: undefined,
    nowMs: deps.nowMs(),
  });
  keepDrafts(deps.tabKeep, store);
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

type Door = Pick<Desk, 'enter' | 'signIn' | 'signOut' | 'refuse' | 'renew' | 'leave'>;

/** Coming in and going out. */
function doorOf(deskOf: () => Desk): Door {
  const begin = (staff: StaffView): void => {
    const desk = deskOf();
    desk.store.set({ staff, refusal: null, drafts: readDrafts(desk.deps.tabKeep, staff.staffId) });
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
      if (!answer.ok && answer.status !== 401) return store.set({ refusal: answer });
      leave();
      forgetDrafts(deskOf().deps.tabKeep);
    },
    renew: (staff) => {
      const { store, live } = deskOf();
      store.set({ staff });
      live.open(staff.csrfToken);
    },
    refuse: (answer) => {
      if (answer.ok) return;
      if (answer.status === 401) leave();
      else deskOf().store.set({ refusal: answer });
    },
  };
}
