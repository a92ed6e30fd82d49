import type { Language, StaffView } from '../../src/identity/wire.ts';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { type Answer, type Refusal, readMe, signIn, signOut } from '../staff/staff-call.ts';
import type { Keep } from '../ui/keep.ts';
import { createStore, type Store } from '../ui/store.ts';
import { paramsOf, type Question } from './question.ts';
import { readFunnel } from './read-funnel.ts';

export interface DashboardState {
  readonly language: Language;
  /** Undefined until the server has said who is signed in; null = nobody. */
  readonly staff: StaffView | null | undefined;
  readonly question: Question;
  /** The last answer; stays while the next one is on its way. */
  readonly view: FunnelView | null;
  readonly refusal: Refusal | null;
  readonly isBusy: boolean;
}

export interface DashboardDeps {
  readonly keep: Keep;
  /** Puts the question into the address. */
  readonly showQuestion: (params: URLSearchParams) => void;
}

/** What the page can do. */
export interface Dashboard {
  readonly store: Store<DashboardState>;
  enter(): Promise<void>;
  signIn(login: string, password: string): Promise<Answer<StaffView>>;
  signOut(): Promise<void>;
  /** Changes the question and asks it; undefined takes a part of it away. */
  ask(change: { readonly [Name in keyof Question]?: Question[Name] | undefined }): Promise<void>;
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
    view: null,
    refusal: null,
    isBusy: false,
  });
  let asked = 0;

  const ask: Dashboard['ask'] = async (change) => {
    const merged = Object.entries({ ...store.get().question, ...change });
    const question = Object.fromEntries(
      merged.filter(([, value]) => value !== undefined),
    ) as unknown as Question;
    store.set({ question, isBusy: true });
    deps.showQuestion(paramsOf(question));
    asked += 1;
    const mine = asked;
    const answer = await readFunnel(question);
    // Whoever clicks twice wants the answer to the second question, whichever comes first.
    if (mine !== asked) return;
    if (answer.ok) store.set({ view: answer.value, refusal: null, isBusy: false });
    else if (answer.status === 401) store.set({ staff: null, view: null, refusal: null, isBusy: false });
    else store.set({ refusal: answer, isBusy: false });
  };

  return {
    store,
    ask,
    enter: async () => {
      const me = await readMe();
      store.set({ staff: me.ok ? me.value : null, refusal: me.ok || me.status === 401 ? null : me });
      if (me.ok) await ask({});
    },
    signIn: async (login, password) => {
      const answer = await signIn({ login, password });
      if (answer.ok) {
        store.set({ staff: answer.value, refusal: null });
        void ask({});
      }
      return answer;
    },
    signOut: async () => {
      const { staff } = store.get();
      if (!staff) return;
      const answer = await signOut(staff.csrfToken);
      if (!answer.ok && answer.status !== 401) return store.set({ refusal: answer });
      asked += 1;
      store.set({ staff: null, view: null, refusal: null, isBusy: false });
    },
    chooseLanguage: (language) => {
      deps.keep.write('dashboard-language', language);
      store.set({ language });
    },
  };
}
