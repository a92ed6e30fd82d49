import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Loading } from '../staff/loading.tsx';
import { OwnAccount } from '../staff/own-account.tsx';
import { SignIn } from '../staff/sign-in.tsx';
import { Top } from '../staff/top.tsx';
import { LanguageContext, useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { useStore } from '../ui/store.ts';
import { textOf } from '../ui/text/say.ts';
import type { BoardProps } from './board.ts';
import type { Dashboard } from './dashboard.ts';
import { PeriodBar } from './period.tsx';
import { type PageName, pages, paramsOf } from './question.ts';
import { dashboardText } from './text/shared.ts';
import { Views } from './views/views.tsx';

const figures = lazy<BoardProps>(() => import('./figures/figures-page.tsx').then((part) => part.FiguresPage));
const boards: Record<PageName, ComponentType<BoardProps>> = {
  trends: lazy<BoardProps>(() => import('./trends/trends-page.tsx').then((part) => part.TrendsPage)),
  funnel: lazy<BoardProps>(() => import('./funnel/funnel-page.tsx').then((part) => part.FunnelPage)),
  recommending: lazy<BoardProps>(() =>
    import('./recommending/recommending-page.tsx').then((part) => part.RecommendingPage),
  ),
  payments: figures,
  learners: figures,
  service: figures,
  sql: lazy<BoardProps>(() => import('./sql/sql-page.tsx').then((part) => part.SqlPage)),
};

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
          account={
            state.staff && (
              <OwnAccount staff={state.staff} onStaff={(staff) => dashboard.store.set({ staff })} />
            )
          }
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
        {state.staff && (
          <>
            <Pages dashboard={dashboard} state={state} />
            <Board dashboard={dashboard} state={state} csrfToken={state.staff.csrfToken} />
          </>
        )}
      </div>
    </LanguageContext.Provider>
  );
}

type PagesProps = Pick<BoardProps, 'dashboard' | 'state'>;

/** Links, so that a page can be opened beside another. */
function Pages({ dashboard, state: { question } }: PagesProps) {
  const say = useSay(dashboardText);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = nav;
    const chosen = current?.querySelector<HTMLElement>('[aria-current]');
    // On a phone the row of pages is longer than the screen.
    if (current && chosen)
      current.scrollLeft = chosen.offsetLeft - (current.clientWidth - chosen.offsetWidth) / 2;
  }, [question.page]);
  const open = (event: MouseEvent, page: PageName) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    dashboard.ask({ page });
  };
  return (
    <nav ref={nav} class="pages" aria-label={say('pagesLabel')}>
      {pages.map((page) => (
        <a
          key={page}
          href={`?${paramsOf({ ...question, page })}`}
          aria-current={page === question.page ? 'page' : undefined}
          onClick={(event) => open(event, page)}
        >
          {say(page)}
        </a>
      ))}
    </nav>
  );
}

function Board(props: BoardProps) {
  const say = useSay(dashboardText);
  const { page } = props.state.question;
  const Shown = boards[page];
  return (
    <main class="board" data-page={page}>
      <div class="board-head">
        <div>
          <h1>{say(page)}</h1>
          <p class="faint">{say(`${page}More`)}</p>
        </div>
        <Views {...props} />
      </div>
      <PeriodBar {...props} />
      <Shown key={page === 'payments' || page === 'learners' ? 'service' : page} {...props} />
    </main>
  );
}
