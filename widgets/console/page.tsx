import { useEffect } from 'preact/hooks';
import { Loading } from '../staff/loading.tsx';
import { SignIn } from '../staff/sign-in.tsx';
import { Top } from '../staff/top.tsx';
import { networkRefusal } from '../ui/http.ts';
import { Icon } from '../ui/icons.tsx';
import { LanguageContext, useLanguage, useSay } from '../ui/language.ts';
import { useStore } from '../ui/store.ts';
import { textOf } from '../ui/text/say.ts';
import { DeskContext, useDesk } from './context.ts';
import type { Desk } from './desk.ts';
import { later } from './later.tsx';
import { Lists } from './lists.tsx';
import { Offers } from './offers.tsx';
import { pageOf } from './pages/pages.ts';
import { Rail } from './rail.tsx';
import { mayUseConsole } from './roles.ts';
import { consoleText } from './text.ts';
import { Thread } from './thread.tsx';
import { isPage } from './views.ts';

/** The whole page: who is there, or the sign-in; then views, lists, thread and what stands beside it. */
export function Page({ desk }: { desk: Desk }) {
  const state = useStore(desk.store);
  const { language, staff } = state;
  const say = (key: 'title' | 'signInHeading' | 'signInMore') => textOf(consoleText[key], language);
  const works = staff !== null && staff !== undefined && mayUseConsole(staff);
  return (
    <LanguageContext.Provider value={language}>
      <DeskContext.Provider value={{ desk, state }}>
        <div class="page" data-signed-in={staff ? 'true' : 'false'}>
          {works ? (
            <Workplace />
          ) : (
            <>
              <Top
                title={say('title')}
                staff={staff ?? null}
                onLanguage={desk.chooseLanguage}
                onSignOut={() => void desk.signOut()}
              />
              {staff === undefined && (
                <main>
                  <Loading />
                </main>
              )}
              {staff === null && (
                <SignIn
                  heading={say('signInHeading')}
                  more={say('signInMore')}
                  onSignIn={desk.signIn}
                  refusal={state.refusal}
                />
              )}
              {staff && <NotForYou />}
            </>
          )}
        </div>
      </DeskContext.Provider>
    </LanguageContext.Provider>
  );
}

const loadDialogs = async () => (await import('./dialogs.tsx')).Dialogs;
/** Fetched while nothing is asked yet, so that the first key is answered at once. */
const fetchAheadMs = 1_500;
const Dialogs = later(loadDialogs, ({ store }) => store.set({ dialog: null, refusal: networkRefusal }));

function Workplace() {
  const { state } = useDesk();
  const place = state.openId === null ? 'lists' : state.showsDetails ? 'details' : 'thread';
  const shows = isPage(state.view);
  useEffect(() => {
    const timer = setTimeout(() => loadDialogs().catch(() => {}), fetchAheadMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="workplace" data-place={shows ? 'page' : place}>
      <Rail />
      <main class="work">
        <Notices />
        <Offers />
        {shows ? (
          <Pages />
        ) : (
          <>
            <Lists />
            <Thread />
          </>
        )}
      </main>
      {state.dialog === null ? null : <Dialogs />}
    </div>
  );
}

function Pages() {
  const Shown = pageOf[useDesk().state.view];
  return Shown === undefined ? null : <Shown />;
}

const toldMs = 6_000;

function Notices() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { refusal, isOnline, arrived, told } = state;
  const names = arrived.map((name) => name ?? say('guest')).join(language === 'zh' ? '、' : ', ');
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => desk.store.set({ told: null }), toldMs);
    return () => clearTimeout(timer);
  }, [told, desk]);
  return (
    <div class="notices">
      <p class="unseen" role="status">
        {arrived.length > 0 ? say('newInQueue', { names }) : null}
      </p>
      {isOnline ? null : (
        <p class="notice warn" role="status">
          <span class="spinner" aria-hidden="true" /> {say('offline')}
        </p>
      )}
      <div role="status">
        {told === null ? null : (
          <p class="notice good">
            <Icon name="check" /> <span>{told}</span>
          </p>
        )}
      </div>
      {/* While something is asked over the page, the refusal is said there. */}
      {refusal && state.dialog === null ? (
        <p class="notice" role="alert">
          <Icon name="alert" /> <span>{refusal.message[language]}</span>
          <button
            type="button"
            class="quiet icon-only"
            aria-label={say('close')}
            onClick={() => desk.store.set({ refusal: null })}
          >
            <Icon name="close" />
          </button>
        </p>
      ) : null}
    </div>
  );
}

function NotForYou() {
  const say = useSay(consoleText);
  return (
    <main class="nobody">
      <span class="mark large" aria-hidden="true">
        <Icon name="lock" />
      </span>
      <p>{say('notForYou')}</p>
      <a class="button" href="/dashboard">
        {say('toDashboard')}
      </a>
    </main>
  );
}
