import type { Activity } from '../../src/bot/wire.ts';
import type { Language, StaffView } from '../../src/identity/wire.ts';
import { mergeActivities } from '../chat/thread.ts';
import { type Answer, readMe, signIn, signOut } from '../staff/staff-call.ts';
import type { Keep } from '../ui/keep.ts';
import { singleFlight } from '../ui/single-flight.ts';
import { createStore, type Store } from '../ui/store.ts';
import { calls } from './calls.ts';
import { createLive, type Live } from './live.ts';
import { type ConsoleState, emptyDesk } from './state.ts';

export interface ConsoleDeps {
  readonly keep: Keep;
  readonly nowMs: () => number;
  readonly newId: (prefix: string) => string;
}

/** A running console: what its operations share. */
export interface Desk {
  readonly deps: ConsoleDeps;
  readonly store: Store<ConsoleState>;
  readonly live: Live;
  enter(): Promise<void>;
  signIn(login: string, password: string): Promise<Answer<StaffView>>;
  signOut(): Promise<void>;
  chooseLanguage(language: Language): void;
  /** Reads the three lists and the open thread; safe to call at any time. */
  refresh(): Promise<void>;
  /** Takes an answer's refusal: a session that ended shows the sign-in, anything else is said. */
  refuse(answer: Answer<unknown>): void;
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
    staff: undefined,
    nowMs: deps.nowMs(),
  });
  const refresh = singleFlight(() => readAll(desk));
  const live = createLive({
    online: () => {
      store.set({ isOnline: true });
      void refresh();
    },
    offline: () => store.set({ isOnline: false }),
    refused: () => setTimeout(() => void desk.enter(), refusedPauseMs),
    'queue:changed': () => void refresh(),
    'conversation:changed': () => void refresh(),
    'activity:added': (activity) => addActivity(desk, activity),
    'session:expired': () => leave(desk),
  });
  const begin = (staff: StaffView): void => {
    store.set({ staff, refusal: null });
    if (!mayUseConsole(staff)) return;
    live.open(staff.csrfToken);
    void refresh();
  };
  const desk: Desk = {
    deps,
    store,
    live,
    refresh,
    enter: async () => {
      const me = await readMe();
      if (me.ok) return begin(me.value);
      if (me.status === 401) return leave(desk);
      store.set({ staff: store.get().staff ?? null, refusal: me });
    },
    signIn: async (login, password) => {
      const answer = await signIn({ login, password });
      if (answer.ok) begin(answer.value);
      return answer;
    },
    signOut: async () => {
      const { staff } = store.get();
      if (!staff) return;
      const answer = await signOut(staff.csrfToken);
      if (answer.ok || answer.status === 401) leave(desk);
      else store.set({ refusal: answer });
    },
    chooseLanguage: (chosen) => {
      deps.keep.write('console-language', chosen);
      store.set({ language: chosen });
    },
    refuse: (answer) => {
      if (answer.ok) return;
      if (answer.status === 401) leave(desk);
      else store.set({ refusal: answer });
    },
  };
  return desk;
}

/** Nothing of the desk stays for the next who sits down. */
function leave({ store, live }: Desk): void {
  live.close();
  store.set({ ...emptyDesk, staff: null });
}

async function readAll(desk: Desk): Promise<void> {
  const { store, deps } = desk;
  const { staff, openId } = store.get();
  if (!staff || !mayUseConsole(staff)) return;
  const [queue, mine, held, thread] = await Promise.all([
    calls.list('queue'),
    calls.list('mine'),
    calls.held(),
    openId === null ? null : calls.thread(openId, true),
  ]);
  if (store.get().staff !== staff) return;
  // What the page asked by itself may fail quietly, as long as the session holds: it asks again soon.
  if ([queue, mine, held].some((answer) => !answer.ok && answer.status === 401)) return leave(desk);
  if (!queue.ok || !mine.ok || !held.ok) return;
  noteArrivals(desk, queue.value.conversations);
  store.set({
    nowMs: deps.nowMs(),
    queue: queue.value.conversations,
    mine: mine.value.conversations,
    held: held.value.reviews,
  });
  if (thread === null || store.get().openId !== openId) return;
  if (thread.ok) takeThread(desk, thread.value);
  // It went back to the bot with another agent: nothing of it is this one's to read any more.
  else if (thread.status === 404) closeThread(desk);
}

function closeThread({ store, live }: Desk): void {
  live.watch(null);
  store.set({ openId: null, thread: null, showsDetails: false });
}

/** Who came into the line since it was read last; the first reading is no news. */
function noteArrivals({ store }: Desk, now: NonNullable<ConsoleState['queue']>): void {
  const { queue } = store.get();
  if (queue === null) return;
  const known = new Set(queue.map(({ conversationId }) => conversationId));
  const fresh = now.filter(({ conversationId }) => !known.has(conversationId));
  if (fresh.length > 0) store.set({ arrived: fresh.map(({ learnerName }) => learnerName) });
}

/** Puts a thread before the agent; what was read of it before stays, each activity once. */
export function takeThread({ store }: Desk, thread: NonNullable<ConsoleState['thread']>): void {
  const { thread: known, unsent } = store.get();
  const isSame = known?.conversationId === thread.conversationId;
  const activities = mergeActivities(isSame ? known.activities : [], thread.activities);
  store.set({
    thread: {
      ...thread,
      activities: [...activities],
      hasEarlier: isSame ? known.hasEarlier : thread.hasEarlier,
    },
    unsent: stillUnsent(unsent, activities),
  });
}

function addActivity({ store }: Desk, activity: Activity): void {
  const { thread, unsent } = store.get();
  if (thread === null || activity.conversation.id !== thread.conversationId) return;
  const activities = mergeActivities(thread.activities, [activity]);
  store.set({
    thread: { ...thread, activities: [...activities] },
    unsent: stillUnsent(unsent, activities),
  });
}

function stillUnsent(
  unsent: ConsoleState['unsent'],
  activities: readonly Activity[],
): ConsoleState['unsent'] {
  const committed = new Set(activities.map(({ channelData }) => channelData.clientMessageId));
  return unsent.filter(({ clientMessageId }) => !committed.has(clientMessageId));
}
