import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { chatText } from '../ui/text/chat.ts';
import { useScene } from './context.ts';
import { messageMax, sendMessage } from './send.ts';

/** Where the learner writes. Enter sends, Shift+Enter begins a new line. */
export function Composer() {
  const { chat } = useScene();
  const say = useSay(chatText);
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const isTooLong = text.length > messageMax;

  useLayoutEffect(() => growToContent(field.current), [text]);

  const send = () => {
    if (text.trim() === '' || isTooLong) return;
    sendMessage(chat, text.trim());
    setText('');
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="unseen" for="message">
        {say('composer')}
      </label>
      <textarea
        id="message"
        ref={field}
        rows={1}
        value={text}
        placeholder={say('composerHint')}
        enterkeyhint="send"
        aria-invalid={isTooLong}
        aria-describedby={isTooLong ? 'message-trouble' : undefined}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While Chinese is being composed, Enter picks a word and must not send.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <button
        type="submit"
        class="primary icon-only"
        aria-label={say('send')}
        aria-disabled={text.trim() === '' || isTooLong}
      >
        <Icon name="send" />
      </button>
      {isTooLong && (
        <p id="message-trouble" class="trouble" role="alert">
          {say('tooLong', { max: messageMax })}
        </p>
      )}
    </form>
  );
}

function growToContent(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${Math.min(field.scrollHeight + 2, 132)}px`;
}
