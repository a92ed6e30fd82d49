import { useState } from 'preact/hooks';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { useDesk } from '../context.ts';
import { consoleText } from '../text.ts';
import { Field } from './ask-form.tsx';
import type { CaseProps } from './case-props.ts';

/** What happened in a case, oldest first, and a line to add to it. */
export function CaseEntries({ shown, onChange }: CaseProps) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const [text, setText] = useState('');
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    const answer = await desk.calls.addEntry(shown.caseId, text.trim());
    if (!answer.ok) return desk.refuse(answer);
    setText('');
    onChange(answer.value);
  };
  return (
    <section aria-labelledby="case-entries">
      <h3 id="case-entries">{say('caseEvidence')}</h3>
      <ol class="steps-list">
        {shown.entries.map(({ caseEntryId, text: words, staffName, createdAtMs }) => (
          <li key={caseEntryId}>
            <span>{words}</span>
            <span class="meta">
              {staffName === null ? null : `${staffName} · `}
              {formatInstant(createdAtMs, language, 'full')}
            </span>
          </li>
        ))}
      </ol>
      {shown.closedAtMs === null ? (
        <form class="add-line" onSubmit={(event) => void add(event)}>
          <Field label={say('caseEntry')}>
            <input maxLength={2000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </Field>
          <button type="submit" aria-disabled={text.trim() === ''}>
            {say('caseAdd')}
          </button>
        </form>
      ) : null}
    </section>
  );
}
