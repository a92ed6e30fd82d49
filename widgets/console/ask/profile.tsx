import { useState } from 'preact/hooks';
import type { AgentView } from '../../../src/bot/handoff/wire.ts';
import type { Language } from '../../../src/identity/wire.ts';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { setProfile } from '../handoff-actions.ts';
import { consoleText } from '../text.ts';
import { AskForm, Check, Field } from './ask-form.tsx';
import { outcomeOf } from './done.ts';

const languages: readonly Language[] = ['zh', 'en'];

/** What an agent can do, and how many conversations at once. */
export function AskProfile({ about }: { about: string }) {
  const agent = useDesk().state.agents?.find(({ staffId }) => staffId === about);
  return agent === undefined ? null : <Profile agent={agent} />;
}

function Profile({ agent }: { agent: AgentView }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const [skills, setSkills] = useState(agent.skills.join(', '));
  const [spoken, setSpoken] = useState<readonly Language[]>(agent.languages);
  const [capacity, setCapacity] = useState(agent.capacity);
  const submit = async () => {
    const body = {
      skills: [...new Set(skills.split(/[,，\s]+/).filter((skill) => skill !== ''))],
      languages: [...spoken],
      capacity,
    };
    return outcomeOf(desk, await setProfile(desk, agent.staffId, body));
  };
  return (
    <AskForm
      heading={say('editProfile', { name: agent.displayName })}
      confirm={say('save')}
      isReady={spoken.length > 0}
      onConfirm={submit}
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
      <Field label={say('skills')}>
        <input
          value={skills}
          placeholder={say('skillsHint')}
          onInput={(event) => setSkills(event.currentTarget.value)}
        />
      </Field>
      <fieldset>
        <legend>{say('languages')}</legend>
        {languages.map((language) => (
          <Check
            key={language}
            isOn={spoken.includes(language)}
            onChange={(isOn) =>
              setSpoken(isOn ? [...spoken, language] : spoken.filter((one) => one !== language))
            }
          >
            {say(language)}
          </Check>
        ))}
      </fieldset>
    </AskForm>
  );
}
