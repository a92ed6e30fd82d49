import { useEffect } from 'preact/hooks';
import { LanguageContext, useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { useStore } from '../ui/store.ts';
import { chatText } from '../ui/text/chat.ts';
import { Announcer } from './announcer.tsx';
import { Composer } from './composer.tsx';
import { ChatContext } from './context.ts';
import type { Chat } from './deps.ts';
import { Header } from './header.tsx';
import { History } from './history.tsx';
import { SheetHolder } from './sheet-holder.tsx';
import type { ChatState } from './state.ts';

const ThreadList = lazy(() => import('./thread-list.tsx').then((part) => part.ThreadList));

/** The whole chat panel. */
export function Panel({ chat }: { chat: Chat }) {
  const state = useStore(chat.deps.store);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      // An open sheet takes the key for itself, and so does a word that is being composed.
      if (event.key !== 'Escape' || event.isComposing || document.querySelector('dialog[open]')) return;
      chat.deps.host.say({ type: 'close' });
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [chat]);

  return (
    <LanguageContext.Provider value={state.language}>
      <ChatContext.Provider value={{ chat, state }}>
        <div class="panel">
          <Header />
          <Banner state={state} />
          {state.listsThreads ? (
            <ThreadList />
          ) : (
            <>
              <History />
              <Composer />
            </>
          )}
        </div>
        <Announcer />
        <SheetHolder />
      </ChatContext.Provider>
    </LanguageContext.Provider>
  );
}

function Banner({ state }: { state: ChatState }) {
  const say = useSay(chatText);
  const { connection, learner, seqAtStart } = state;
  if (connection === 'online') return null;
  if (connection === 'connecting') return null;
  const isFirst = learner === null || seqAtStart === null;
  const text = connection === 'refused' ? 'cannotConnect' : isFirst ? 'connecting' : 'reconnecting';
  return (
    <p class="banner" role="status">
      <span class="spinner" aria-hidden="true" />
      {say(text)}
    </p>
  );
}
