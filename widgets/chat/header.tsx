import { useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { languageTag, useLanguage, useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { chatText } from '../ui/text/chat.ts';
import { useScene } from './context.ts';
import { chooseLanguage } from './language.ts';
import { showThreads, unreadElsewhere } from './threads.ts';

const Account = lazy(() => import('./account/account.tsx').then((part) => part.Account));

/** Who answers, the learner's own things, the language switch, and the way out. */
export function Header() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const { owner = 'bot', agentName = null } = state.handoff ?? {};
  const isBot = owner === 'bot';
  return (
    <header class="header">
      <span class="avatar large" aria-hidden="true">
        <Icon name={isBot ? 'spark' : 'person'} />
      </span>
      <div class="header-words">
        <h1 id="title" tabIndex={-1}>
          {say('title')}
        </h1>
        <p data-owner={owner}>
          {isBot && say('botAnswers')}
          {owner === 'queue' && <Waiting />}
          {owner === 'agent' && say('personAnswers', { name: agentName ?? '' })}
        </p>
      </div>
      <AccountButton />
      <ThreadsButton />
      <button
        type="button"
        class="quiet"
        lang={languageTag(other)}
        aria-label={say('switchLanguageLabel')}
        onClick={() => chooseLanguage(chat, other)}
      >
        {say('switchLanguage')}
      </button>
      {chat.deps.host.embedded && (
        <button
          type="button"
          class="quiet icon-only"
          aria-label={say('close')}
          onClick={() => chat.deps.host.say({ type: 'close' })}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}

/** Leads to the learner's own orders and data. */
function AccountButton() {
  const say = useSay(chatText);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="quiet icon-only"
        aria-haspopup="dialog"
        aria-label={say('account')}
        onClick={() => setIsOpen(true)}
      >
        <Icon name="person" />
      </button>
      {isOpen ? <Account onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

/** Leads to the other conversations and says how much is unread there. */
function ThreadsButton() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const count = unreadElsewhere(state.threads, state.conversationId);
  return (
    <button
      type="button"
      class="quiet icon-only"
      aria-expanded={state.listsThreads}
      aria-label={count > 0 ? say('threadsUnread', { count }) : say('threads')}
      data-news={count > 0 || undefined}
      onClick={() => showThreads(chat, !state.listsThreads)}
    >
      <Icon name="threads" />
    </button>
  );
}

/** The place in the line, and what is known of the wait. */
function Waiting() {
  const { handoff } = useScene().state;
  const say = useSay(chatText);
  const { position, expectedWaitMs = null, opensAtMs = null } = handoff ?? {};
  const minutes = Math.round((expectedWaitMs ?? 0) / 60_000);
  if (opensAtMs !== null) return <>{say('messageLeft')}</>;
  if (minutes > 0) return <>{say('inLineAbout', { position: position ?? 1, minutes })}</>;
  if (expectedWaitMs === 0) return <>{say('personSoon')}</>;
  return <>{say('inLine', { position: position ?? 1 })}</>;
}
