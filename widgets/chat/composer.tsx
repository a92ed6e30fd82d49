import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { AttachButton, useDropped } from '../ui/files/attach.tsx';
import type { FileObstacle } from '../ui/files/queue.ts';
import { fileMegabytesMax, filesMax } from '../ui/files/shown-files.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { chatText } from '../ui/text/chat.ts';
import { useScene } from './context.ts';
import type { Chat } from './deps.ts';
import { fileWork } from './file-work.ts';
import { unsentMax } from './outbox.ts';
import { messageMax, sendMessage } from './send.ts';
import { tellTyping } from './typing.ts';

const ChosenFiles = lazy(() => import('../ui/files/chosen-files.tsx').then((part) => part.ChosenFiles));

/** Where the learner writes. Enter sends, Shift+Enter begins a new line. */
export function Composer() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const [text, setText] = useDraft();
  const pasted = usePasted();
  const [obstacle, setObstacle] = useState<FileObstacle>(null);
  const isTooLong = text.length > messageMax;
  const isOnItsWay = state.files.some(({ attachmentId }) => attachmentId === null);
  const isFull = state.unsent.length >= unsentMax;
  const isNothing = text.trim() === '' && state.files.length === 0;

  const choose = (files: readonly File[]) =>
    void fileWork()
      .then(({ chooseFiles }) => chooseFiles(chat, files))
      .then(setObstacle);
  useDropped(choose);
  const cannotSend = isNothing || isTooLong || isOnItsWay || isFull;
  const send = () => {
    if (cannotSend) return;
    sendWritten(chat, text.trim(), pasted.isMostOf(text.trim()));
    pasted.clear();
    setText('');
    setObstacle(null);
    document.querySelector<HTMLElement>('#message')?.focus();
  };
  const trouble = isTooLong
    ? say('tooLong', { max: messageMax })
    : isFull
      ? say('outboxFull')
      : obstacle && say(obstacle, { max: filesMax, size: `${fileMegabytesMax} MB` });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {state.files.length > 0 && (
        <ChosenFiles
          files={state.files}
          onRemove={(id) => void fileWork().then(({ removeFile }) => removeFile(chat, id))}
        />
      )}
      <AttachButton label={say('attach')} onChoose={choose} />
      <Field
        {...{ text, pasted, isTroubled: Boolean(trouble) }}
        onText={setText}
        onFiles={choose}
        onSend={send}
      />
      <button type="submit" class="primary icon-only" aria-label={say('send')} aria-disabled={cannotSend}>
        <Icon name="send" />
      </button>
      {trouble && (
        <p id="message-trouble" class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}

/** Files that were chosen go with the words. */
function sendWritten(chat: Chat, text: string, isPasted: boolean): void {
  if (chat.deps.store.get().files.length === 0) sendMessage(chat, text, { isPasted });
  else void fileWork().then(({ takeFiles }) => sendMessage(chat, text, { files: takeFiles(chat), isPasted }));
}

interface FieldProps {
  text: string;
  pasted: Pasted;
  isTroubled: boolean;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onSend: () => void;
}

function Field({ text, pasted, isTroubled, onText, onFiles, onSend }: FieldProps) {
  const { chat } = useScene();
  const say = useSay(chatText);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => growToContent(field.current), [text]);
  return (
    <>
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
        aria-invalid={text.length > messageMax}
        aria-describedby={isTroubled ? 'message-trouble' : undefined}
        onInput={(event) => {
          if (event.currentTarget.value === '') pasted.clear();
          onText(event.currentTarget.value);
          tellTyping(chat);
        }}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length === 0) {
            pasted.add(event.clipboardData?.getData('text').length ?? 0);
            return;
          }
          event.preventDefault();
          onFiles(files);
        }}
        onKeyDown={(event) => {
          // While Chinese is being composed, Enter picks a word and must not send.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          onSend();
        }}
      />
    </>
  );
}

interface Pasted {
  add(characters: number): void;
  clear(): void;
  isMostOf(text: string): boolean;
}

/** How many characters of the message came by pasting; which ones is nobody's business. */
function usePasted(): Pasted {
  const characters = useRef(0);
  return {
    add: (more) => {
      characters.current += more;
    },
    clear: () => {
      characters.current = 0;
    },
    isMostOf: (text) => characters.current * 2 > text.length,
  };
}

/** What is being written, kept with its thread while another one is looked at. */
function useDraft() {
  const { chat, state } = useScene();
  const { store } = chat.deps;
  const name = state.conversationId ?? '';
  const [text, setText] = useState(state.drafts[name] ?? '');
  const last = useRef(text);
  last.current = text;
  const writer = useRef(state.learner);
  useLayoutEffect(() => {
    const before = writer.current;
    writer.current = state.learner;
    const isAnother = before !== null && before.learnerId !== state.learner?.learnerId;
    if (isAnother && !before.isGuest) setText('');
  }, [state.learner]);
  useEffect(
    () => () => {
      // Another learner's panel must not get it (C6).
      if (store.get().learner === state.learner) {
        store.set({ drafts: { ...store.get().drafts, [name]: last.current } });
      }
    },
    [name],
  );
  return [text, setText] as const;
}

function growToContent(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${Math.min(field.scrollHeight + 2, 132)}px`;
}
