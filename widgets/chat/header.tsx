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
  const lastReply = state.activities.findLast(({ channelData }) =>
    ['bot', 'agent'].includes(channelData.sender),
  );
  const isPerson = lastReply?.channelData.sender === 'agent';
  return (
    <header class="header">
      <span class="avatar large" aria-hidden="true">
        <Icon name={isPerson ? 'person' : 'spark'} />
      </span>
      <div class="header-words">
        <h1 id="title" tabIndex={-1}>
          {say('title')}
        </h1>
        <p>{say(isPerson ? 'personAnswers' : 'botAnswers')}</p>
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
