import { useEffect, useState } from 'preact/hooks';
import { dataCalls } from '../../ui/data-api.ts';
import { useSay } from '../../ui/language.ts';
import { accountText } from '../../ui/text/account.ts';
import { useScene } from '../context.ts';
import { forgetLearner } from '../session.ts';
import { Trouble } from './trouble.tsx';

type Message = { zh: string; en: string } | null;

/** What may be used, taken along, deleted. */
export function AccountPrivacy({ onErased }: { onErased: () => void }) {
  const say = useSay(accountText);
  const [isErased, setIsErased] = useState(false);
  if (isErased) {
    return (
      <p class="told" role="status">
        {say('erased')}
      </p>
    );
  }
  return (
    <div class="privacy">
      <Personalisation />
      <FraudSigns />
      <Export />
      <Erase
        onErased={() => {
          setIsErased(true);
          onErased();
        }}
      />
    </div>
  );
}

function FraudSigns() {
  const say = useSay(accountText);
  return <p class="faint">{say('fraudSigns')}</p>;
}

function Personalisation() {
  const { api } = useScene().chat.deps;
  const say = useSay(accountText);
  const [isOn, setIsOn] = useState<boolean | null>(null);
  const [trouble, setTrouble] = useState<Message>(null);
  const data = dataCalls(api);
  const take = async (asked: ReturnType<typeof data.readPrivacy>) => {
    const answer = await asked;
    setTrouble(answer.ok ? null : answer.message);
    if (answer.ok) setIsOn(answer.value.personalisation);
  };
  useEffect(() => void take(data.readPrivacy()), [api]);
  return (
    <section>
      <label class="switch">
        <input
          type="checkbox"
          checked={isOn ?? true}
          aria-describedby="personalise-more"
          onChange={(event) => void take(data.setPersonalisation(event.currentTarget.checked))}
        />
        <span>{say('personalise')}</span>
      </label>
      <p class="faint" id="personalise-more">
        {say('personaliseMore')}
      </p>
      {trouble ? <Trouble message={trouble} /> : null}
    </section>
  );
}

function Export() {
  const { api } = useScene().chat.deps;
  const say = useSay(accountText);
  const [stage, setStage] = useState<'idle' | 'busy' | 'done'>('idle');
  const [trouble, setTrouble] = useState<Message>(null);
  const take = async () => {
    setStage('busy');
    const answer = await dataCalls(api).exportData();
    setTrouble(answer.ok ? null : answer.message);
    setStage(answer.ok ? 'done' : 'idle');
    if (answer.ok) save(JSON.stringify(answer.value, null, 2));
  };
  return (
    <section>
      <button type="button" aria-disabled={stage === 'busy'} onClick={() => stage !== 'busy' && void take()}>
        {say(stage === 'busy' ? 'exporting' : 'exportData')}
      </button>
      <p class="faint">{say('exportMore')}</p>
      <p class="faint" role="status">
        {stage === 'done' ? say('exported') : null}
      </p>
      {trouble ? <Trouble message={trouble} /> : null}
    </section>
  );
}

/** Hands a file to the browser's downloads. */
function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'my-data.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function Erase({ onErased }: { onErased: () => void }) {
  const { deps } = useScene().chat;
  const say = useSay(accountText);
  const [stage, setStage] = useState<'idle' | 'sure' | 'busy'>('idle');
  const [trouble, setTrouble] = useState<Message>(null);
  const erase = async () => {
    setStage('busy');
    const answer = await dataCalls(deps.api).eraseData();
    setTrouble(answer.ok ? null : answer.message);
    setStage('sure');
    if (!answer.ok) return;
    onErased();
    forgetLearner(deps);
  };
  if (stage === 'idle') {
    return (
      <section>
        <button type="button" class="danger" onClick={() => setStage('sure')}>
          {say('eraseData')}
        </button>
        <p class="faint">{say('eraseMore')}</p>
      </section>
    );
  }
  return (
    <section class="ask">
      <p>{say('eraseMore')}</p>
      <p>{say('eraseAsk')}</p>
      <ul class="kept">
        {(['keptOrders', 'keptAccess', 'keptCases'] as const).map((what) => (
          <li key={what}>{say(what)}</li>
        ))}
      </ul>
      {trouble ? <Trouble message={trouble} /> : null}
      <div class="pair">
        <button
          type="button"
          class="danger"
          aria-disabled={stage === 'busy'}
          onClick={() => stage !== 'busy' && void erase()}
        >
          {say(stage === 'busy' ? 'erasing' : 'eraseYes')}
        </button>
        <button type="button" onClick={() => setStage('idle')}>
          {say('eraseNo')}
        </button>
      </div>
    </section>
  );
}
