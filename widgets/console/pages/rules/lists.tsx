import { useState } from 'preact/hooks';
import type { ListBody, ListEntryView, ListKind } from '../../../../src/risk/wire.ts';
import { useLanguage, useSay } from '../../../ui/language.ts';
import { formatInstant } from '../../../ui/money.ts';
import { useDesk } from '../../context.ts';
import { riskText } from '../../text/risk.ts';
import type { Act } from './words.ts';

const kindWords = {
  learner: 'kindLearner',
  ip: 'kindIp',
  network: 'kindNetwork',
  device: 'kindDevice',
  emailDomain: 'kindEmailDomain',
  payment: 'kindPayment',
  promo: 'kindPromo',
  item: 'kindItem',
} as const satisfies Record<ListKind, string>;

/** Who is stopped and who is let through. */
export function RiskLists({ entries, act }: { entries: readonly ListEntryView[]; act: Act }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const language = useLanguage();
  return (
    <>
      <h2>{say('riskLists')}</h2>
      {entries.length === 0 ? <p class="faint">{say('listEmpty')}</p> : null}
      <ul class="cards">
        {entries.map(({ entryId, list, kind, hint, note, untilMs }) => (
          <li key={entryId} class="card-line row" data-list={list}>
            <span>
              <span class={`state ${list}`}>{say(list === 'allow' ? 'listAllow' : 'listBlock')}</span>{' '}
              {say(kindWords[kind])} <code>{hint}</code>
              <span class="faint">
                {' '}
                · {note} ·{' '}
                {untilMs === null
                  ? say('listForEver')
                  : say('listUntil', { time: formatInstant(untilMs, language, 'full') })}
              </span>
            </span>
            <button type="button" class="quiet" onClick={() => void act(desk.calls.removeFromList(entryId))}>
              {say('listRemove')}
            </button>
          </li>
        ))}
      </ul>
      <AddToList act={act} />
    </>
  );
}

function AddToList({ act }: { act: Act }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [entry, setEntry] = useState({ list: 'block', kind: 'ip', value: '', note: '', days: 30 });
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part });
  const add = async (event: Event) => {
    event.preventDefault();
    if (await act(desk.calls.addToList(entry as ListBody))) change({ value: '', note: '' });
  };
  return (
    <form class="row-start" onSubmit={add} data-form="list">
      <label class="field">
        <span>{say('listAdd')}</span>
        <select value={entry.list} onChange={(event) => change({ list: event.currentTarget.value })}>
          <option value="block">{say('listBlock')}</option>
          <option value="allow">{say('listAllow')}</option>
        </select>
      </label>
      <label class="field">
        <span>{say('listKind')}</span>
        <select value={entry.kind} onChange={(event) => change({ kind: event.currentTarget.value })}>
          {(Object.keys(kindWords) as ListKind[]).map((kind) => (
            <option key={kind} value={kind}>
              {say(kindWords[kind])}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{say('listValue')}</span>
        <input
          required
          maxLength={200}
          value={entry.value}
          onInput={(event) => change({ value: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{say('listDays')}</span>
        <input
          type="number"
          min={1}
          max={90}
          value={entry.days}
          onInput={(event) => change({ days: event.currentTarget.valueAsNumber || 1 })}
        />
      </label>
      <label class="field">
        <span>{say('listNote')}</span>
        <input
          required
          maxLength={500}
          value={entry.note}
          onInput={(event) => change({ note: event.currentTarget.value })}
        />
      </label>
      <button type="submit">{say('listAdd')}</button>
    </form>
  );
}
