import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { CannedList, cannedIn, useCanned } from './canned.tsx';
import { commandsOf } from './commands.ts';
import { useDesk } from './context.ts';
import { Glyph } from './glyph.tsx';
import { Step } from './head.tsx';
import { keepDraft, replyMax, sendReply } from './reply-actions.ts';
import { draftName } from './state.ts';
import { consoleText } from './text.ts';

/**
 * Where the agent answers, or notes what only colleagues see. Enter sends, Shift+Enter begins a new line, a slash at
 * the beginning opens the canned replies. Whose conversation it is not can note, and nothing else.
 */
export function Reply({ thread: { conversationId, isMine } }: { thread: ConsoleThread }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const field = useRef<HTMLTextAreaElement>(null);
  const isNote = state.isNote || !isMine;
  const text = state.drafts[draftName(conversationId, isNote)] ?? '';
  const isTooLong = text.trim().length > replyMax;
  const canned = useCanned(field, conversationId);
  const [isComposing, setComposing] = useState(false);
  const options = isNote || isComposing ? null : cannedIn(text, state.canned);

  useLayoutEffect(() => growToContent(field.current), [text, isNote]);
  useEffect(() => canned.reset(), [text]);

  const send = () => {
    void sendReply(desk);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While Chinese is being composed, Enter picks a word and must not send.
    if (event.isComposing || event.keyCode === 229) return;
    if (options !== null && canned.press(event, options)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class={isNote ? 'reply is-note' : 'reply'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Tools isNote={isNote} isMine={isMine} />
      {options === null ? null : <CannedList options={options} canned={canned} />}
      <label class="unseen" for="reply">
        {say(isNote ? 'note' : 'reply')}
      </label>
      <textarea
        id="reply"
        ref={field}
        rows={2}
        value={text}
        placeholder={say(isNote ? 'noteHint' : 'replyHint')}
        aria-invalid={isTooLong}
        aria-describedby={isTooLong ? 'reply-trouble' : undefined}
        {...(options === null ? {} : canned.aria(options))}
        onInput={(event) => keepDraft(desk, conversationId, event.currentTarget.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        class="primary"
        aria-label={say(isNote ? 'addNote' : 'send')}
        aria-disabled={text.trim() === '' || isTooLong}
      >
        <Icon name="send" />
      </button>
      <TooLong isSaid={isTooLong} />
    </form>
  );
}

function TooLong({ isSaid }: { isSaid: boolean }) {
  const say = useSay(consoleText);
  if (!isSaid) return null;
  return (
    <p id="reply-trouble" class="trouble" role="alert">
      {say('tooLong', { max: replyMax })}
    </p>
  );
}

const money = ['sendCheckout', 'sendCoupon', 'refund'] as const;

/** To whom it goes, and what can be given or sold from here. */
function Tools({ isNote, isMine }: { isNote: boolean; isMine: boolean }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const commands = commandsOf(state);
  const shown = money.flatMap((label) => commands.find((one) => one.label === label) ?? []);
  const choose = (toNote: boolean) => {
    desk.store.set({ isNote: toNote });
    document.querySelector<HTMLElement>('#reply')?.focus();
  };
  return (
    <div class="reply-tools">
      <fieldset class="modes" aria-label={say('modes')}>
        {isMine ? (
          <button
            type="button"
            class="mode"
            aria-pressed={!isNote}
            title={`${say('replyMode')} (R)`}
            onClick={() => choose(false)}
          >
            {say('replyMode')}
          </button>
        ) : null}
        <button
          type="button"
          class="mode"
          aria-pressed={isNote}
          title={`${say('note')} (N)`}
          onClick={() => choose(true)}
        >
          <Glyph name="lock" /> {say('note')}
        </button>
      </fieldset>
      {shown
        .filter((command) => command.may(state))
        .map((command) => (
          <Step key={command.label} command={command} />
        ))}
    </div>
  );
}

function growToContent(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${Math.min(field.scrollHeight + 2, 180)}px`;
}
