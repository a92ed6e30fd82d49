import { useState } from 'preact/hooks';
import type { AgentView } from '../../../src/bot/handoff/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { tell } from '../actions.ts';
import { AbilityFields, abilitiesOf, profileOf } from '../ask/ability-fields.tsx';
import { useDesk } from '../context.ts';
import { accountCalls } from './calls.ts';
import { FormEnd } from './form-end.tsx';
import { settingsText } from './text.ts';
import { usePress } from './use-asked.ts';

/** What the agent themselves can do: languages and skills. */
export function Abilities() {
  const { me } = useDesk().state;
  return me === null ? <Loading /> : <OwnAbilities me={me} />;
}

function OwnAbilities({ me }: { me: AgentView }) {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const [abilities, setAbilities] = useState(() => abilitiesOf(me));
  const pressing = usePress();
  const isReady = abilities.spoken.length > 0;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    const { setOwnProfile } = accountCalls(desk.calls);
    const done = await pressing.press(() => setOwnProfile(profileOf(abilities)));
    if (done === null) return;
    desk.store.set({ me: done.value });
    setAbilities(abilitiesOf(done.value));
    tell(desk, say('saved'));
  };
  return (
    <form class="ask settings-form" aria-labelledby="abilities" onSubmit={(event) => void submit(event)}>
      <h2 id="abilities">{say('abilities')}</h2>
      <p class="faint">{say('abilitiesMore')}</p>
      <AbilityFields abilities={abilities} onChange={setAbilities} />
      <p class="faint">{say('capacityBySupervisor', { count: me.capacity })}</p>
      <FormEnd pressing={pressing} confirm={say('save')} isReady={isReady} />
    </form>
  );
}
