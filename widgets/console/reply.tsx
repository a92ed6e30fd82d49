import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { AttachButton } from '../ui/files/attach.tsx';
import type { FileObstacle } from '../ui/files/queue.ts';
import { fileMegabytesMax, filesMax } from '../ui/files/shown-files.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { CannedList, cannedIn, useCanned } from './canned.tsx';
import { commandsOf } from './commands.ts';
import { useDesk } from './context.ts';
import { Glyph } from './glyph.tsx';
import { Step } from './head.tsx';
import { keepDraft, replyMax, sendReply } from './reply-actions.ts';
import { draftName } from './state.ts';
import { consoleText } from './text.ts';
import { useFiles } from './use-files.ts';

const ChosenFiles = lazy(() => import('../ui/files/chosen-files.tsx').then((part) => part.ChosenFiles));

/**
 * Where the agent answers, or notes what only colleagues see. Enter sends, Shift+Enter begins a new line, a slash at
 * the beginning opens the canned replies. Whose conversation it is not can note, and nothing else.
 */
export function Reply({ thread: { conversationId, isMine } }: { thread: ConsoleThread }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const isNote = state.isNote || !isMine;
  const text = state.drafts[draftName(conversationId, isNote)] ?? '';
  const isTooLong = text.trim().length > replyMax;
  const files = useFiles(conversationId, isNote);
  const isEmpty = text.trim() === '' && files.files.length === 0;
  const send = () => {
    files.clear();
    void sendReply(desk);
    document.querySelector<HTMLElement>('#reply')?.focus();
  };
  return (
    <form
      class={isNote ? 'reply is-note' : 'reply'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Tools isNote={isNote} isMine={isMine} onFiles={isNote ? null : files.choose} />
      {files.files.length > 0 ? <ChosenFiles files={files.files} onRemove={files.remove} /> : null}
      <label class="unseen" for="reply">
        {say(isNote ? 'note' : 'reply')}
      </label>
      <Writing
        conversationId={conversationId}
        text={text}
        isNote={isNote}
        isTroubled={isTooLong || files.obstacle !== null}
        onFiles={files.choose}
        onSend={send}
      />
      <button
        type="submit"
        class="primary"
        aria-label={say(isNote ? 'addNote' : 'send')}
        aria-disabled={isEmpty || isTooLong || files.isOnItsWay}
      >
        <Icon name="send" />
      </button>
      <Trouble isTooLong={isTooLong} obstacle={files.obstacle} />
    </form>
  );
}

interface WritingProps {
  readonly conversationId: string;
  readonly text: string;
  readonly isNote: boolean;
  readonly isTroubled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSend: () => void;
}

function Writing({ conversationId, text, isNote, isTroubled, onFiles, onSend }: WritingProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const field = useRef<HTMLTextAreaElement>(null);
  const canned = useCanned(field, conversationId);
  const [isComposing, setComposing] = useState(false);
  const options = isNote || isComposing ? null : cannedIn(text, state.canned);

  useLayoutEffect(() => growToContent(field.current), [text, isNote]);
  useEffect(() => canned.reset(), [text]);

  const onKeyDown = (event: KeyboardEvent) => {
    // While Chinese is being composed, Enter picks a word and must not send.
    if (event.isComposing || event.keyCode === 229) return;
    if (options !== null && canned.press(event, options)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    onSend();
  };
  return (
    <>
      {options === null ? null : <CannedList options={options} canned={canned} />}
      <textarea
        id="reply"
        ref={field}
        rows={2}
        value={text}
        placeholder={say(isNote ? 'noteHint' : 'replyHint')}
        aria-invalid={isTroubled}
        aria-describedby={isTroubled ? 'reply-trouble' : undefined}
        {...(options === null ? {} : canned.aria(options))}
        onInput={(event) => keepDraft(desk, conversationId, event.currentTarget.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onPaste={(event) => {
          const given = [...(event.clipboardData?.files ?? [])];
          if (given.length === 0 || isNote) return;
          event.preventDefault();
          onFiles(given);
        }}
        onKeyDown={onKeyDown}
      />
    </>
  );
}

function Trouble({ isTooLong, obstacle }: { isTooLong: boolean; obstacle: FileObstacle }) {
  const say = useSay(consoleText);
  if (!isTooLong && obstacle === null) return null;
  return (
    <p id="reply-trouble" class="trouble" role="alert">
      {isTooLong || obstacle === null
        ? say('tooLong', { max: replyMax })
        : say(obstacle, { max: filesMax, size: `${fileMegabytesMax} MB` })}
    </p>
  );
}

const money = ['sendCheckout', 'sendCoupon', 'refund'] as const;

/** To whom it goes, and what can be given or sold from here. */
interface ToolsProps {
  readonly isNote: boolean;
  readonly isMine: boolean;
  /** Null where no file can go. */
  readonly onFiles: ((files: readonly File[]) => void) | null;
}

function Tools({ isNote, isMine, onFiles }: ToolsProps) {
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
      {onFiles === null ? null : <AttachButton label={say('attach')} onChoose={onFiles} />}
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
