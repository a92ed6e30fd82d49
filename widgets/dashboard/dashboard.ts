import type { Language, StaffView } from '../../src/identity/wire.ts';
import { type Answer, type Refusal, readMe, signIn, signOut } from '../staff/staff-call.ts';
import type { Keep } from '../ui/keep.ts';
import { createStore, type Store } from '../ui/store.ts';
import { paramsOf, type Question, questionOf } from './question.ts';

export interface DashboardState {
  readonly language: Language;
  /** Undefined until the server has said who is signed in; null = nobody. */
  readonly staff: StaffView | null | undefined;
  readonly question: Question;
  /** The period of the last answer, which fills in what the question leaves out. */
  readonly period: Period | null;
  /** Grows when the figures shall be read again though the question is the same. */
  readonly round: number;
  /** Why nobody is signed in, or why signing out did not work. */
  readonly refusal: Refusal | null;
}

/** As an answer says it. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** The present day there. */
  readonly today: string;
}

interface DashboardDeps {
  readonly keep: Keep;
  /** Puts the question into the address; a step back leads to the last one of another page. */
  readonly showQuestion: (params: URLSearchParams, isStep: boolean) => void;
}

/** What the page can do. */
export interface Dashboard {
  readonly store: Store<DashboardState>;
  enter(): Promise<void>;
  signIn(login: string, password: string): Promise<Answer<StaffView>>;
  signOut(): Promise<void>;
  /** Changes the question; whoever shows its answer then reads it. */
  ask(change: Partial<Question>): void;
  /** Asks what an address holds: a saved view, or a step back. */
  open(search: string): void;
  refresh(): void;
  tellPeriod(period: Period): void;
  /** The session ended. */
  lose(): void;
  chooseLanguage(language: Language): void;
}

/** The dashboard without its looks. */
export function createDashboard(
  deps: DashboardDeps,
  begin: Pick<DashboardState, 'language' | 'question'>,
): Dashboard {
  const store = createStore<DashboardState>({
    ...begin,
    staff: undefined,
    period: null,
    round: 0,
    refusal: null,
  });
  const lose = () => store.set({ staff: null, period: null, refusal: null });
  return {
    store,
    lose,
    ask: (change) => {
      const before = store.get().question;
      const question = { ...before, ...change };
      store.set({ question });
      deps.showQuestion(paramsOf(question), question.page !== before.page);
    },
    open: (search) => {
      const question = questionOf(search);
      store.set({ question });
      deps.showQuestion(paramsOf(question), false);
    },
    refresh: () => store.set({ round: store.get().round + 1 }),
    tellPeriod: (period) => store.set({ period }),
    enter: async () => {
      const me = await readMe();
      store.set({ staff: me.ok ? me.value : null, refusal: me.ok || me.status === 401 ? null : me });
    },
    signIn: async (login, password) => {
      const answer = await signIn({ login, password });
      if (answer.ok) store.set({ staff: answer.value, refusal: null });
      return answer;
    },
    signOut: async () => {
      const { staff } = store.get();
      if (!staff) return;
      const answer = await signOut(staff.csrfToken);
      if (!answer.ok && answer.status !== 401) return store.set({ refusal: answer });
      lose();
    },
    chooseLanguage: (language) => {
      deps.keep.write('dashboard-language', language);
      store.set({ language });
    },
  };
}
