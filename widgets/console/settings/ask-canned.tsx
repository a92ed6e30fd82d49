import { useRef, useState } from 'preact/hooks';
import type { CannedReplyView, CannedVariable } from '../../../src/bot/console/wire.ts';
import { useSay } from '../../ui/language.ts';
import { AskForm, Field } from '../ask/ask-form.tsx';
import { useDesk } from '../context.ts';
import { sharedCalls } from './calls.ts';
import { settingsText } from './text.ts';

const variables: readonly CannedVariable[] = [
  'learner_name',
  'agent_name',
  'order_number',
  'order_total',
  'product_title',
  'seller_name',
];

interface AskCannedProps {
  /** Null: a new one. */
  readonly reply: CannedReplyView | null;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

type Texts = 'textZh' | 'textEn';

/** Writes a canned reply, in one language or both. */
export function AskCanned({ reply, onDone, onClose }: AskCannedProps) {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const [given, setGiven] = useState({
    shortcut: reply?.shortcut ?? '',
    title: reply?.title ?? '',
    team: reply?.team ?? '',
    textZh: reply?.textZh ?? '',
    textEn: reply?.textEn ?? '',
  });
  const write = (change: Partial<typeof given>) => setGiven({ ...given, ...change });
  const isReady =
    /^[a-z0-9_-]+$/.test(given.shortcut) &&
    given.title.trim() !== '' &&
    `${given.textZh}${given.textEn}`.trim() !== '';
  const save = async () => {
    const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
    const { shortcut, title, team, textZh, textEn } = given;
    const body = {
      shortcut,
      title,
      team: orNull(team.toLowerCase()),
      textZh: orNull(textZh),
      textEn: orNull(textEn),
    };
    const { addCanned, changeCanned } = sharedCalls(desk.calls);
    const answer = await (reply === null ? addCanned(body) : changeCanned(reply.cannedReplyId, body));
    if (answer.ok) await onDone();
    return answer;
  };
  return (
    <AskForm
      heading={reply === null ? say('addCanned') : say('changeCanned', { shortcut: reply.shortcut })}
      confirm={say('save')}
      isReady={isReady}
      isWide
      onConfirm={save}
      onClose={onClose}
    >
      <div class="fields">
        <Field label={say('shortcut')}>
          <input
            value={given.shortcut}
            maxLength={32}
            autocapitalize="none"
            placeholder={say('shortcutHint')}
            onInput={(event) => write({ shortcut: event.currentTarget.value.toLowerCase() })}
          />
        </Field>
        <Field label={say('cannedTitle')}>
          <input
            value={given.title}
            maxLength={60}
            onInput={(event) => write({ title: event.currentTarget.value })}
          />
        </Field>
        <Field label={say('forSkill')}>
          <input
            value={given.team}
            maxLength={32}
            onInput={(event) => write({ team: event.currentTarget.value })}
          />
        </Field>
      </div>
      <Variants texts={given} onWrite={(name, text) => write({ [name]: text })} />
      <p class="faint">{say('oneText')}</p>
    </AskForm>
  );
}

interface VariantsProps {
  readonly texts: Readonly<Record<Texts, string>>;
  readonly onWrite: (name: Texts, text: string) => void;
}

/** The text in each language; a variable goes to where the writing was. */
function Variants({ texts, onWrite }: VariantsProps) {
  const say = useSay(settingsText);
  const last = useRef<HTMLTextAreaElement | null>(null);
  const first = useRef<HTMLTextAreaElement>(null);
  const insert = (variable: CannedVariable) => {
    const field = last.current ?? first.current;
    if (field === null) return;
    const { selectionStart, selectionEnd, value, name } = field;
    const written = `{${variable}}`;
    onWrite(name as Texts, value.slice(0, selectionStart) + written + value.slice(selectionEnd));
    const caret = selectionStart + written.length;
    setTimeout(() => {
      field.focus();
      field.setSelectionRange(caret, caret);
    });
  };
  return (
    <>
      {(['textZh', 'textEn'] as const).map((name, at) => (
        <Field key={name} label={say(name)}>
          <textarea
            name={name}
            ref={at === 0 ? first : null}
            rows={3}
            maxLength={2000}
            lang={name === 'textZh' ? 'zh-CN' : 'en'}
            value={texts[name]}
            onFocus={(event) => {
              last.current = event.currentTarget;
            }}
            onInput={(event) => onWrite(name, event.currentTarget.value)}
          />
        </Field>
      ))}
      <fieldset class="chips">
        <legend>{say('variables')}</legend>
        {variables.map((variable) => (
          <button key={variable} type="button" class="small" onClick={() => insert(variable)}>
            {say(variable)}
          </button>
        ))}
      </fieldset>
    </>
  );
}
