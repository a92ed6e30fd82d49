import { useCallback, useEffect, useState } from 'preact/hooks';
import type { RuleBookView, RuleChangeView, RuleView } from '../../../src/risk/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { riskText } from '../text/risk.ts';
import './rules/rules.css';
import { RiskLists } from './rules/lists.tsx';
import { Models } from './rules/models.tsx';
import { RuleForm } from './rules/rule-form.tsx';
import { SecondPerson } from './rules/second-person.tsx';
import { type Act, actionWords } from './rules/words.ts';

/** Rules and lists: what is in force, what is tried, and what waits for a second person. */
export function Rules() {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [book, setBook] = useState<RuleBookView | null>(null);
  const [edited, setEdited] = useState<RuleView | 'new' | null>(null);
  const read = useCallback(async () => {
    const answer = await desk.calls.ruleBook();
    if (answer.ok) setBook(answer.value);
    else desk.refuse(answer);
  }, [desk]);
  useEffect(() => void read(), [read]);
  const act: Act = async (call) => {
    const answer = await call;
    desk.refuse(answer);
    await read();
    return answer.ok;
  };
  return (
    <section class="sheet" aria-labelledby="list-heading">
      <p class="row">
        <h1 id="list-heading" tabIndex={-1}>
          {say('rules')}
        </h1>
        <button type="button" class="primary" onClick={() => setEdited('new')}>
          {say('ruleNew')}
        </button>
      </p>
      <p class="faint">{say('rulesMore')}</p>
      {book === null ? <Loading /> : null}
      {book !== null && edited !== null ? (
        <RuleForm
          key={edited === 'new' ? 'new' : edited.ruleId}
          rule={edited === 'new' ? null : edited}
          fields={book.fields}
          act={act}
          onDone={() => setEdited(null)}
        />
      ) : null}
      {book?.changes.length ? <Wishes changes={book.changes} act={act} /> : null}
      {book === null ? null : <RuleTable rules={book.rules} act={act} onEdit={setEdited} />}
      {book === null ? null : <RiskLists entries={book.entries} act={act} />}
      <Models />
    </section>
  );
}

function Wishes({ changes, act }: { changes: readonly RuleChangeView[]; act: Act }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  return (
    <>
      <h2>{say('wishes')}</h2>
      <ul class="cards">
        {changes.map(({ changeId, name, version, wish, note, mayApprove }) => {
          const decide = (decision: 'approved' | 'declined') =>
            void act(desk.calls.decideRuleChange(changeId, decision));
          return (
            <li key={changeId} class="card-line" data-change={name}>
              <p>
                <strong>{say(wish === 'live' ? 'wishLive' : 'wishRetired', { name, version })}</strong>
                {note ? <span class="faint"> · {note}</span> : null}
              </p>
              <SecondPerson mayApprove={mayApprove} decide={decide} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

const statusWords = {
  draft: 'ruleDraft',
  shadow: 'ruleShadow',
  live: 'ruleLive',
  retired: 'ruleDraft',
} as const;
interface Table {
  readonly rules: readonly RuleView[];
  readonly act: Act;
  readonly onEdit: (rule: RuleView) => void;
}

function RuleTable({ rules, act, onEdit }: Table) {
  const say = useSay(riskText);
  return (
    <div class="table-box">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('ruleName')}</th>
            <th scope="col">{say('ruleExpression')}</th>
            <th scope="col">{say('ruleAction')}</th>
            <th scope="col">{say('status')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.ruleId} data-rule={rule.name} data-status={rule.status}>
              <th scope="row">
                <button type="button" class="quiet" onClick={() => onEdit(rule)}>
                  {rule.name}
                </button>
                <span class="meta number"> v{rule.version}</span>
              </th>
              <td>
                <code>{rule.expression}</code>
                <span class="faint block">{rule.analystText}</span>
              </td>
              <td>
                <span class={`state ${rule.action}`}>{say(actionWords[rule.action])}</span>
              </td>
              <td>{say(statusWords[rule.status])}</td>
              <td>
                <Steps rule={rule} act={act} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Steps({ rule: { name, version, status }, act }: { rule: RuleView; act: Act }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const move = (to: 'shadow' | 'live' | 'retired') =>
    void act(desk.calls.promoteRule(name, { to, version, note: null }));
  return (
    <p class="row-start">
      {status === 'draft' ? (
        <button type="button" onClick={() => move('shadow')}>
          {say('ruleToShadow')}
        </button>
      ) : null}
      {status === 'shadow' ? (
        <button type="button" onClick={() => move('live')}>
          {say('ruleToLive')}
        </button>
      ) : null}
      <button type="button" class="quiet" onClick={() => move('retired')}>
        {say('ruleEnd')}
      </button>
    </p>
  );
}
