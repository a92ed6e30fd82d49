import { Icon } from '../ui/icons.tsx';
import { languageTag, useLanguage, useSay } from '../ui/language.ts';
import { chatText } from '../ui/text/chat.ts';
import { useScene } from './context.ts';
import { chooseLanguage } from './language.ts';

/** Who answers, the language switch, and the way out. */
export function Header() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const { owner = 'bot', position = null, agentName = null } = state.handoff ?? {};
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
          {owner === 'queue' && say('inLine', { position: position ?? 1 })}
          {owner === 'agent' && say('personAnswers', { name: agentName ?? '' })}
        </p>
      </div>
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
