import { useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { finishConversation } from '../handoff-actions.ts';
import { consoleText } from '../text.ts';
import { AskForm, Check, Choice } from './ask-form.tsx';
import { outcomeOf } from './done.ts';

/** How the talk ends: closed or back to the bot, with the question how it went, and time for notes. */
export function AskFinish() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [to, setTo] = useState<'closed' | 'bot'>('closed');
  const [askCsat, setAskCsat] = useState(true);
  const [wrapsUp, setWrapsUp] = useState(false);
  const { openId } = state;
  if (openId === null) return null;
  return (
    <AskForm
      heading={say('finish')}
      confirm={say(to === 'bot' ? 'toBot' : 'toClosed')}
      onConfirm={async () => {
        const isDone = await finishConversation(desk, openId, { to, askCsat, wrapsUp });
        return outcomeOf(desk, isDone);
      }}
    >
      <fieldset>
        <legend>{say('finishTo')}</legend>
        <Choice
          name="to"
          isChosen={to === 'closed'}
          onChoose={() => setTo('closed')}
          more={say('toClosedMore')}
        >
          {say('toClosed')}
        </Choice>
        <Choice name="to" isChosen={to === 'bot'} onChoose={() => setTo('bot')} more={say('toBotMore')}>
          {say('toBot')}
        </Choice>
      </fieldset>
      {wrapsUp ? null : (
        <Check isOn={askCsat} onChange={setAskCsat}>
          {say('askCsat')}
        </Check>
      )}
      <Check isOn={wrapsUp} onChange={setWrapsUp}>
        {say('wrapsUp')}
      </Check>
    </AskForm>
  );
}
