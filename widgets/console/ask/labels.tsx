import { useEffect, useState } from 'preact/hooks';
import type { LabelView } from '../../../src/bot/console/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { setLabel } from '../handoff-actions.ts';
import { consoleText } from '../text.ts';
import { Check } from './ask-form.tsx';
import { Dialog } from './dialog.tsx';

/** Which labels the conversation has; each press counts at once. */
export function AskLabels() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [labels, setLabels] = useState<readonly LabelView[] | null>(null);
  useEffect(() => {
    void desk.calls.labels().then((answer) => {
      if (answer.ok) setLabels(answer.value.labels);
      else desk.refuse(answer);
    });
  }, [desk]);
  const has = new Set(state.details?.labels.map(({ labelId }) => labelId));
  return (
    <Dialog heading={say('labels')}>
      {labels === null ? <Loading /> : null}
      {labels?.length === 0 ? <p class="faint">{say('noLabels')}</p> : null}
      <div class="checks">
        {labels?.map(({ labelId, name, colour }) => (
          <Check
            key={labelId}
            isOn={has.has(labelId)}
            onChange={(isOn) => void setLabel(desk, labelId, isOn)}
          >
            <span class={`tag label ${colour}`}>{name}</span>
          </Check>
        ))}
      </div>
    </Dialog>
  );
}
