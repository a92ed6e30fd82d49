import { useState } from 'preact/hooks';
import type { AgentView } from '../../../src/bot/handoff/wire.ts';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { setProfile } from '../handoff-actions.ts';
import { consoleText } from '../text.ts';
import { AbilityFields, abilitiesOf, profileOf } from './ability-fields.tsx';
import { AskForm, Field } from './ask-form.tsx';
import { outcomeOf } from './done.ts';

interface AskProfileProps {
  readonly agent: AgentView;
  readonly onClose: () => void;
}

/** What an agent can do, and how many conversations at once. */
export function AskProfile({ agent, onClose }: AskProfileProps) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const [abilities, setAbilities] = useState(() => abilitiesOf(agent));
  const [capacity, setCapacity] = useState(agent.capacity);
  const submit = async () =>
    outcomeOf(desk, await setProfile(desk, agent.staffId, { ...profileOf(abilities), capacity }));
  return (
    <AskForm
      heading={say('editProfile', { name: agent.displayName })}
      confirm={say('save')}
      isReady={abilities.spoken.length > 0}
      onConfirm={submit}
      onClose={onClose}
    >
      <Field label={say('capacity')}>
        <input
          type="number"
          min={0}
          max={50}
          value={capacity}
          onInput={(event) => setCapacity(Math.trunc(Number(event.currentTarget.value)))}
        />
      </Field>
      <AbilityFields abilities={abilities} onChange={setAbilities} />
    </AskForm>
  );
}
