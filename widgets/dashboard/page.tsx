import { Loading } from '../staff/loading.tsx';
import { SignIn } from '../staff/sign-in.tsx';
import { staffText } from '../staff/text.ts';
import { Top } from '../staff/top.tsx';
import { Icon } from '../ui/icons.tsx';
import { LanguageContext, useLanguage, useSay } from '../ui/language.ts';
import { useStore } from '../ui/store.ts';
import { textOf } from '../ui/text/say.ts';
import type { Dashboard, DashboardState } from './dashboard.ts';
import { Filters } from './filters.tsx';
import { Money } from './money.tsx';
import { Plot } from './plot.tsx';
import { Summary } from './summary.tsx';
import { FunnelTable } from './table.tsx';
import { dashboardText } from './text.ts';

/** The whole page: who is there, or the sign-in; then question and answer. */
export function Page({ dashboard }: { dashboard: Dashboard }) {
  const state = useStore(dashboard.store);
  const say = (key: 'title' | 'signInHeading' | 'signInMore') => textOf(dashboardText[key], state.language);
  return (
    <LanguageContext.Provider value={state.language}>
      <div class="page" data-signed-in={state.staff ? 'true' : 'false'}>
        <Top
          title={say('title')}
          staff={state.staff ?? null}
          onLanguage={dashboard.chooseLanguage}
          onSignOut={() => void dashboard.signOut()}
        />
        {state.staff === undefined && (
          <main>
            <Loading />
          </main>
        )}
        {state.staff === null && (
          <SignIn
            heading={say('signInHeading')}
            more={say('signInMore')}
            onSignIn={dashboard.signIn}
            refusal={state.refusal}
          />
        )}
        {state.staff && <Board dashboard={dashboard} state={state} />}
      </div>
    </LanguageContext.Provider>
  );
}

function Board({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const say = useSay(dashboardText);
  const sayStaff = useSay(staffText);
  const language = useLanguage();
  const { view, refusal, isBusy } = state;
  return (
    <main class="board" aria-busy={isBusy}>
      <div class="board-head">
        <h1>{say('heading')}</h1>
        <p class="faint">{say('headingMore')}</p>
      </div>
      <Filters dashboard={dashboard} state={state} />
      <p class="unseen" role="status">
        {isBusy ? sayStaff('loading') : view && say('updated')}
      </p>
      {refusal && (
        <p class="notice" role="alert">
          <Icon name="alert" /> {refusal.message[language]}
        </p>
      )}
      {view === null && isBusy && <Loading />}
      {view && (
        <div class="answer" data-busy={isBusy}>
          {view.total.impressions === 0 ? (
            <Empty />
          ) : (
            <>
              <Summary view={view} />
              <Plot view={view} />
            </>
          )}
          <FunnelTable view={view} />
          <Money view={view} />
        </div>
      )}
    </main>
  );
}

function Empty() {
  const say = useSay(dashboardText);
  return (
    <section class="card empty">
      <span class="mark large" aria-hidden="true">
        <Icon name="spark" />
      </span>
      <h2>{say('empty')}</h2>
      <p class="faint">{say('emptyMore')}</p>
    </section>
  );
}
