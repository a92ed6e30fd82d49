import { useEffect, useState } from 'preact/hooks';
import type { TransferBody } from '../../../src/bot/handoff/wire.ts';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { transferConversation } from '../handoff-actions.ts';
import { consoleText } from '../text.ts';
import { AskForm, Choice, NoteField } from './ask-form.tsx';
import { outcomeOf } from './done.ts';

/** To one agent who is here, or to whoever has a skill, with a note for them. */
export function AskTransfer() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [to, setTo] = useState<TransferBody['to'] | null>(null);
  const [note, setNote] = useState('');
  useEffect(() => {
    void desk.calls.agents().then((answer) => {
      if (answer.ok) desk.store.set({ agents: answer.value.agents });
    });
  }, [desk]);
  const { openId } = state;
  const others = (state.agents ?? []).filter(
    ({ staffId, status }) => staffId !== state.staff?.staffId && status !== 'offline',
  );
  const skills = [...new Set(others.flatMap((agent) => agent.skills))].sort();
  if (openId === null) return null;
  const submit = async () => {
    if (to === null) return null;
    const body = { to, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const isDone = await transferConversation(desk, openId, body);
    return outcomeOf(desk, isDone);
  };
  return (
    <AskForm heading={say('transfer')} confirm={say('transfer')} isReady={to !== null} onConfirm={submit}>
      <fieldset>
        <legend>{say('transferTo')}</legend>
        {state.agents !== null && others.length === 0 ? <p class="faint">{say('nobodyElse')}</p> : null}
        {others.map(({ staffId, displayName, load, capacity, status }) => (
          <Choice
            key={staffId}
            name="to"
            isChosen={to !== null && 'staffId' in to && to.staffId === staffId}
            onChoose={() => setTo({ staffId })}
            more={`${say(status === 'away' ? 'away' : 'available')} · ${say('load', { load, capacity })}`}
          >
            {displayName}
          </Choice>
        ))}
        {skills.map((skill) => (
          <Choice
            key={skill}
            name="to"
            isChosen={to !== null && 'skill' in to && to.skill === skill}
            onChoose={() => setTo({ skill })}
          >
            {say('anySkill', { skill })}
          </Choice>
        ))}
      </fieldset>
      <NoteField label={say('transferNote')} note={note} onWrite={setNote} />
    </AskForm>
  );
}
