import { Icon } from '../ui/icons.tsx';
import { LanguageContext, languageTag, useLanguage, useSay } from '../ui/language.ts';
import { useStore } from '../ui/store.ts';
import type { Dashboard, DashboardState } from './dashboard.ts';
import { Filters } from './filters.tsx';
import { Money } from './money.tsx';
import { Plot } from './plot.tsx';
import { SignIn } from './sign-in.tsx';
import { Summary } from './summary.tsx';
import { FunnelTable } from './table.tsx';
import { dashboardText } from './text.ts';

/** The whole page: who is there, or the sign-in; then question and answer. */
export function Page({ dashboard }: { dashboard: Dashboard }) {
  const state = useStore(dashboard.store);
  return (
    <LanguageContext.Provider value={state.language}>
      <div class="page" data-signed-in={state.staff ? 'true' : 'false'}>
        <Header dashboard={dashboard} state={state} />
        {state.staff === undefined && (
          <main>
            <Loading />
          </main>
        )}
        {state.staff === null && <SignIn dashboard={dashboard} refusal={state.refusal} />}
        {state.staff && <Board dashboard={dashboard} state={state} />}
      </div>
    </LanguageContext.Provider>
  );
}

function Header({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const say = useSay(dashboardText);
  const other = state.language === 'zh' ? 'en' : 'zh';
  return (
    <header class="top">
      <span class="brand">
        <span class="mark" aria-hidden="true">
          <Icon name="spark" />
        </span>
        {say('brand')} <span class="brand-more">{say('title')}</span>
      </span>
      <button
        type="button"
        class="quiet"
        lang={languageTag(other)}
        aria-label={say('switchLanguageLabel')}
        onClick={() => dashboard.chooseLanguage(other)}
      >
        {say('switchLanguage')}
      </button>
      {state.staff && (
        <>
          <span class="who">
            {state.staff.displayName} <span class="faint">{say(state.staff.role)}</span>
          </span>
          <button
            type="button"
            class="quiet icon-only"
            title={say('signOut')}
            aria-label={say('signOut')}
            onClick={() => void dashboard.signOut()}
          >
            <Icon name="leave" />
          </button>
        </>
      )}
    </header>
  );
}

function Loading() {
  const say = useSay(dashboardText);
  return (
    <div class="loading">
      <span class="spinner large" aria-hidden="true" />
      <span>{say('loading')}</span>
    </div>
  );
}

function Board({ dashboard, state }: { dashboard: Dashboard; state: DashboardState }) {
  const say = useSay(dashboardText);
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
        {isBusy ? say('loading') : view && say('updated')}
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
