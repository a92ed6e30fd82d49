import { useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { type PersonalField, PersonalFieldNames } from '../personal-fields.ts';
import { consoleText } from '../text.ts';
import { AskForm, Field } from './ask-form.tsx';
import { Dialog } from './dialog.tsx';

/** Shows one masked field, for a reason that goes into the audit. It is not kept: closing hides it again. */
export function AskReveal({ about }: { about: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<string | null | undefined>(undefined);
  const field: PersonalField = PersonalFieldNames.find((name) => name === about) ?? 'name';
  const { openId } = state;
  if (openId === null) return null;
  const heading = say('reveal', { field: say(field) });
  if (value !== undefined) {
    return (
      <Dialog heading={heading}>
        <p class="revealed" role="status">
          {value ?? say('nothingKnown')}
        </p>
      </Dialog>
    );
  }
  const submit = async () => {
    const answer = await desk.calls.reveal(openId, { field, reason: reason.trim() });
    if (!answer.ok) return answer;
    setValue(answer.value.value);
    // What was asked for is shown in the same place.
    return null;
  };
  return (
    <AskForm
      heading={heading}
      more={say('revealMore')}
      confirm={say('revealDo')}
      isReady={reason.trim().length >= 3}
      onConfirm={submit}
    >
      <Field label={say('revealReason')}>
        <input maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </AskForm>
  );
}
