import type { OwnProfileBody } from '../../../src/bot/handoff/wire.ts';
import type { Language } from '../../../src/identity/wire.ts';
import { useSay } from '../../ui/language.ts';
import { consoleText } from '../text.ts';
import { Check, Field } from './ask-form.tsx';

const languages: readonly Language[] = ['zh', 'en'];

/** Skills as they are written, and the languages that are spoken. */
export interface Abilities {
  readonly skills: string;
  readonly spoken: readonly Language[];
}

interface AbilityFieldsProps {
  readonly abilities: Abilities;
  readonly onChange: (abilities: Abilities) => void;
}

/** What an agent can do. */
export function AbilityFields({ abilities, onChange }: AbilityFieldsProps) {
  const say = useSay(consoleText);
  const { skills, spoken } = abilities;
  return (
    <>
      <Field label={say('skills')}>
        <input
          value={skills}
          placeholder={say('skillsHint')}
          onInput={(event) => onChange({ ...abilities, skills: event.currentTarget.value })}
        />
      </Field>
      <fieldset>
        <legend>{say('languages')}</legend>
        {languages.map((language) => (
          <Check
            key={language}
            isOn={spoken.includes(language)}
            onChange={(isOn) =>
              onChange({
                ...abilities,
                spoken: isOn ? [...spoken, language] : spoken.filter((one) => one !== language),
              })
            }
          >
            {say(language)}
          </Check>
        ))}
      </fieldset>
    </>
  );
}

/** What is known of an agent, as it is written. */
export function abilitiesOf({ skills, languages: spoken }: OwnProfileBody): Abilities {
  return { skills: skills.join(', '), spoken };
}

/** What was written, as the server takes it. */
export function profileOf({ skills, spoken }: Abilities): OwnProfileBody {
  const names = skills
    .toLowerCase()
    .split(/[,，、\s]+/)
    .filter((skill) => skill !== '');
  return { skills: [...new Set(names)], languages: [...spoken] };
}
