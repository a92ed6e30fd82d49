import { useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { takeOver } from '../handoff-actions.ts';
import { focusReply } from '../places.ts';
import { consoleText } from '../text.ts';
import { AskForm, NoteField } from './ask-form.tsx';
import { outcomeOf } from './done.ts';

/** A supervisor takes a conversation that another has. */
export function AskTakeOver() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [note, setNote] = useState('');
  const { thread } = state;
  if (thread === null) return null;
  return (
    <AskForm
      heading={say('takeOver')}
      more={say('takeOverMore', { name: thread.handoff.agentName ?? '' })}
      confirm={say('takeOver')}
      onConfirm={async () => {
        const isDone = await takeOver(desk, thread.conversationId, note.trim());
        if (isDone) focusReply();
        return outcomeOf(desk, isDone);
      }}
    >
      <NoteField label={say('takeOverNote')} note={note} onWrite={setNote} />
    </AskForm>
  );
}
