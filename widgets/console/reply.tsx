import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { keepDraft, replyMax, sendReply } from './actions.ts';
import { useDesk } from './context.ts';
import { consoleText } from './text.ts';

/** Where the agent answers. Enter sends, Shift+Enter begins a new line. */
export function Reply({ conversationId }: { conversationId: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = state.drafts[conversationId] ?? '';
  const isTooLong = text.trim().length > replyMax;

  useLayoutEffect(() => growToContent(field.current), [text]);

  const send = () => {
    void sendReply(desk);
    field.current?.focus();
  };
  return (
    <form
      class="reply"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="unseen" for="reply">
        {say('reply')}
      </label>
      <textarea
        id="reply"
        ref={field}
        rows={2}
        value={text}
        placeholder={say('replyHint')}
        aria-invalid={isTooLong}
        aria-describedby={isTooLong ? 'reply-trouble' : undefined}
        onInput={(event) => keepDraft(desk, conversationId, event.currentTarget.value)}
        onKeyDown={(event) => {
          // While Chinese is being composed, Enter picks a word and must not send.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <button
        type="submit"
        class="primary"
        aria-label={say('send')}
        aria-disabled={text.trim() === '' || isTooLong}
      >
        <Icon name="send" />
      </button>
      {isTooLong && (
        <p id="reply-trouble" class="trouble" role="alert">
          {say('tooLong', { max: replyMax })}
        </p>
      )}
    </form>
  );
}

function growToContent(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${Math.min(field.scrollHeight + 2, 180)}px`;
}
