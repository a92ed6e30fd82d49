import { useState } from 'preact/hooks';
import type { LabelColour, LabelView } from '../../../src/bot/console/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { AskForm, Choice, Field } from '../ask/ask-form.tsx';
import { useDesk } from '../context.ts';
import { sharedCalls } from './calls.ts';
import { settingsText } from './text.ts';
import { useRead } from './use-asked.ts';

const colours: readonly LabelColour[] = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
];

type Asked =
  | { readonly what: 'edit'; readonly label: LabelView | null }
  | { readonly what: 'retire'; readonly label: LabelView };

/** The labels that agents put on conversations. */
export function Labels() {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const [answer, readAgain] = useRead(desk.calls.labels);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <section aria-labelledby="labels-heading">
      <header class="part-head">
        <h2 id="labels-heading">{say('labels')}</h2>
        <button type="button" class="primary" onClick={() => setAsked({ what: 'edit', label: null })}>
          {say('addLabel')}
        </button>
      </header>
      <p class="faint">{say('labelsMore')}</p>
      {answer === null ? <Loading /> : null}
      {answer?.labels.length === 0 ? <p class="faint">{say('labelsEmpty')}</p> : null}
      <ul class="rows">
        {answer?.labels.map((label) => (
          <li key={label.labelId} data-label={label.labelId}>
            <span class="row-main">
              <span class={`tag label ${label.colour}`}>{label.name}</span>
            </span>
            <span class="row-start">
              <button
                type="button"
                class="small"
                aria-label={say('changeLabel', { name: label.name })}
                onClick={() => setAsked({ what: 'edit', label })}
              >
                {say('edit')}
              </button>
              <button
                type="button"
                class="small"
                aria-label={`${say('retire')} ${label.name}`}
                onClick={() => setAsked({ what: 'retire', label })}
              >
                {say('retire')}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {asked?.what === 'edit' ? <AskLabel label={asked.label} onDone={readAgain} onClose={close} /> : null}
      {asked?.what === 'retire' ? <AskRetire label={asked.label} onDone={readAgain} onClose={close} /> : null}
    </section>
  );
}

interface AskProps {
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

function AskLabel({ label, onDone, onClose }: AskProps & { label: LabelView | null }) {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const [name, setName] = useState(label?.name ?? '');
  const [colour, setColour] = useState<LabelColour>(label?.colour ?? 'grey');
  const save = async () => {
    const { addLabel, changeLabel } = sharedCalls(desk.calls);
    const body = { name: name.trim(), colour };
    const answer = await (label === null ? addLabel(body) : changeLabel(label.labelId, body));
    if (answer.ok) await onDone();
    return answer;
  };
  return (
    <AskForm
      heading={label === null ? say('addLabel') : say('changeLabel', { name: label.name })}
      confirm={say('save')}
      isReady={name.trim() !== ''}
      onConfirm={save}
      onClose={onClose}
    >
      <Field label={say('labelName')}>
        <input value={name} maxLength={24} onInput={(event) => setName(event.currentTarget.value)} />
      </Field>
      <fieldset class="colours">
        <legend>{say('colour')}</legend>
        {colours.map((one) => (
          <Choice key={one} name="colour" isChosen={colour === one} onChoose={() => setColour(one)}>
            <span class={`tag label ${one}`}>{say(one)}</span>
          </Choice>
        ))}
      </fieldset>
    </AskForm>
  );
}

function AskRetire({ label: { labelId, name }, onDone, onClose }: AskProps & { label: LabelView }) {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const retire = async () => {
    const answer = await sharedCalls(desk.calls).retireLabel(labelId);
    if (answer.ok) await onDone();
    return answer;
  };
  return (
    <AskForm
      heading={say('retireLabel', { name })}
      more={say('retireLabelMore')}
      confirm={say('retire')}
      isGrave
      onConfirm={retire}
      onClose={onClose}
    />
  );
}
