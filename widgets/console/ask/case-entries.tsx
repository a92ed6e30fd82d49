import { useEffect, useState } from 'preact/hooks';
import { FileView } from '../../ui/files/file-view.tsx';
import { filesOf, type ShownFile } from '../../ui/files/shown-files.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { useDesk } from '../context.ts';
import { type ConsoleKey, consoleText } from '../text.ts';
import { caseWords, wordOf } from '../words.ts';
import { Check, Field } from './ask-form.tsx';
import type { CaseProps } from './case-props.ts';

/** What happened in a case, oldest first, and a line to add to it. */
export function CaseEntries({ shown, onChange }: CaseProps) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  return (
    <section aria-labelledby="case-entries">
      <h3 id="case-entries">{say('caseEvidence')}</h3>
      <ol class="steps-list">
        {shown.entries.map(({ caseEntryId, kind, text, files, staffName, createdAtMs }) => (
          <li key={caseEntryId} data-kind={kind}>
            <span>
              {kind === 'evidence' ? <span class="tag high">{say('evidence')}</span> : null}{' '}
              {wordsOf({ kind, text }, say)}
            </span>
            {files.map((file) => (
              <FileView key={file.attachmentId} file={file} readLink={desk.calls.fileLink} />
            ))}
            <span class="meta">
              {staffName === null ? null : `${staffName} · `}
              {formatInstant(createdAtMs, language, 'full')}
            </span>
          </li>
        ))}
      </ol>
      {shown.closedAtMs === null ? <AddEntry shown={shown} onChange={onChange} /> : null}
    </section>
  );
}

/** What staff wrote, as they wrote it; a step that the house noted, in words. */
function wordsOf({ kind, text }: { kind: string; text: string }, say: (key: ConsoleKey) => string): string {
  if (kind === 'assigned') return `${say('caseOwner')} · ${text === '' ? say('nobody') : text}`;
  return kind === 'moved' ? `${say('status')} · ${wordOf(caseWords, text, say)}` : text;
}

/** A note, or evidence: words with files that the learner sent in the thread. */
function AddEntry({ shown, onChange }: CaseProps) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const [text, setText] = useState('');
  const [isEvidence, setEvidence] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const files = useThreadFiles(isEvidence ? shown.conversationId : null);
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    const answer = await desk.calls.addEntry(shown.caseId, {
      kind: isEvidence ? 'evidence' : 'note',
      text: text.trim(),
      attachmentIds: isEvidence ? [...chosen] : [],
    });
    if (!answer.ok) return desk.refuse(answer);
    setText('');
    setEvidence(false);
    setChosen([]);
    onChange(answer.value);
  };
  return (
    <form onSubmit={(event) => void add(event)}>
      <div class="add-line">
        <Field label={say('caseEntry')}>
          <input maxLength={2000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </Field>
        <button type="submit" aria-disabled={text.trim() === ''}>
          {say('caseAdd')}
        </button>
      </div>
      <Check isOn={isEvidence} onChange={setEvidence}>
        {say('isEvidence')}
      </Check>
      {isEvidence ? (
        <fieldset class="indent">
          <legend class="faint">{say(files.length === 0 ? 'noThreadFiles' : 'threadFiles')}</legend>
          {files.map(({ attachmentId, name }) => (
            <Check
              key={attachmentId}
              isOn={chosen.includes(attachmentId)}
              onChange={(isOn) =>
                setChosen(isOn ? [...chosen, attachmentId] : chosen.filter((one) => one !== attachmentId))
              }
            >
              {name}
            </Check>
          ))}
        </fieldset>
      ) : null}
    </form>
  );
}

const filesShownMax = 10;

/** The files that were sent in a thread last, the newest first. */
function useThreadFiles(conversationId: string | null): readonly ShownFile[] {
  const { desk } = useDesk();
  const [files, setFiles] = useState<readonly ShownFile[]>([]);
  useEffect(() => {
    if (conversationId === null) return;
    void desk.calls.thread(conversationId, false).then((answer) => {
      if (answer.ok) setFiles(answer.value.activities.flatMap(filesOf).reverse().slice(0, filesShownMax));
    });
  }, [conversationId, desk]);
  return files;
}
