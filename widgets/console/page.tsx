import { Loading } from '../staff/loading.tsx';
import { SignIn } from '../staff/sign-in.tsx';
import { Top } from '../staff/top.tsx';
import { Icon } from '../ui/icons.tsx';
import { LanguageContext, useLanguage, useSay } from '../ui/language.ts';
import { useStore } from '../ui/store.ts';
import { textOf } from '../ui/text/say.ts';
import { type Desk, mayUseConsole } from './console.ts';
import { DeskContext, useDesk } from './context.ts';
import { Lists } from './lists.tsx';
import { consoleText } from './text.ts';
import { Thread } from './thread.tsx';

/** The whole page: who is there, or the sign-in; then lists, thread and what stands beside it. */
export function Page({ desk }: { desk: Desk }) {
  const state = useStore(desk.store);
  const { language, staff } = state;
  const say = (key: 'title' | 'signInHeading' | 'signInMore') => textOf(consoleText[key], language);
  return (
    <LanguageContext.Provider value={language}>
      <DeskContext.Provider value={{ desk, state }}>
        <div class="page" data-signed-in={staff ? 'true' : 'false'}>
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
          {staff && (mayUseConsole(staff) ? <Workplace /> : <NotForYou />)}
        </div>
      </DeskContext.Provider>
    </LanguageContext.Provider>
  );
}

function Workplace() {
  const { state } = useDesk();
  const place = state.openId === null ? 'lists' : state.showsDetails ? 'details' : 'thread';
  return (
    <main class="workplace" data-place={place}>
      <Notices />
      <Lists />
      <Thread />
    </main>
  );
}

function Notices() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { refusal, isOnline, arrived } = state;
  const names = arrived.map((name) => name ?? say('guest')).join(language === 'zh' ? '、' : ', ');
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
      {refusal && (
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
      )}
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
