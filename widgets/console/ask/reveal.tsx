import { useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { type PersonalField, PersonalFieldNames } from '../personal-fields.ts';
import { consoleText } from '../text.ts';
import { AskForm, Field } from './ask-form.tsx';

/** Shows one masked field, for a reason that goes into the audit. It is not kept: closing hides it again. */
export function AskReveal({ about }: { about: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<string | null | undefined>(undefined);
  const field: PersonalField = PersonalFieldNames.find((name) => name === about) ?? 'name';
  const { openId } = state;
  if (openId === null) return null;
  const submit = async () => {
    const answer = await desk.calls.reveal(openId, { field, reason: reason.trim() });
    if (!answer.ok) return answer;
    setValue(answer.value.value);
    // What was asked for is shown in the same place, until it is closed.
    return null;
  };
  return (
    <AskForm
      heading={say('reveal', { field: say(field) })}
      more={say('revealMore')}
      confirm={say('revealDo')}
      isReady={reason.trim().length >= 3 && value === undefined}
      onConfirm={submit}
    >
      <Field label={say('revealReason')}>
        <input maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
      <div role="status">
        {value === undefined ? null : <p class="revealed">{value ?? say('nothingKnown')}</p>}
      </div>
    </AskForm>
  );
}
