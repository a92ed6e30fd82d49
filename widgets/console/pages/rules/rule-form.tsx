import { useEffect, useState } from 'preact/hooks';
import type { ExpressionFault, RuleBody, RuleBookView, RuleView } from '../../../../src/risk/wire.ts';
import { useSay } from '../../../ui/language.ts';
import { useDesk } from '../../context.ts';
import { riskText } from '../../text/risk.ts';
import { type Act, actionWords } from './words.ts';

interface RuleFormProps {
  /** Null for a new one. */
  readonly rule: RuleView | null;
  readonly fields: RuleBookView['fields'];
  readonly act: Act;
  readonly onDone: () => void;
}

const empty: RuleBody = {
  name: '',
  expression: '',
  action: 'challenge',
  priority: 50,
  whenMissing: 'pass',
  analystText: '',
  learner: { zh: '', en: '' },
  retryAfterSeconds: null,
};

/** A rule is written here; whether it compiles is said while it is typed. */
export function RuleForm({ rule, fields, act, onDone }: RuleFormProps) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [draft, setDraft] = useState<RuleBody>(rule === null ? empty : bodyOf(rule));
  const change = (part: Partial<RuleBody>) => setDraft({ ...draft, ...part });
  const save = async (event: Event) => {
    event.preventDefault();
    if (await act(desk.calls.saveRule(draft))) onDone();
  };
  return (
    <form class="card-line stack" onSubmit={save} data-form="rule">
      <h2>{rule === null ? say('ruleNew') : say('ruleEdit', { name: rule.name })}</h2>
      <label class="field">
        <span>{say('ruleName')}</span>
        <input
          required
          pattern="[a-z][a-z0-9_]{2,59}"
          readOnly={rule !== null}
          value={draft.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <Expression value={draft.expression} fields={fields} onInput={(expression) => change({ expression })} />
      <Choices draft={draft} change={change} />
      <label class="field">
        <span>{say('ruleAnalyst')}</span>
        <input
          required
          maxLength={300}
          value={draft.analystText}
          onInput={(event) => change({ analystText: event.currentTarget.value })}
        />
      </label>
      <Sentences draft={draft} change={change} />
      <p class="row-start">
        <button type="submit" class="primary">
          {say('ruleSave')}
        </button>
        <button type="button" onClick={onDone}>
          {say('close')}
        </button>
      </p>
    </form>
  );
}

function bodyOf({ name, expression, action, priority, whenMissing, ...rest }: RuleView): RuleBody {
  const { analystText, learner, retryAfterSeconds } = rest;
  return { name, expression, action, priority, whenMissing, analystText, learner, retryAfterSeconds };
}

const checkAfterMs = 300;

interface ExpressionProps {
  readonly value: string;
  readonly fields: RuleBookView['fields'];
  readonly onInput: (value: string) => void;
}

function Expression({ value, fields, onInput }: ExpressionProps) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [fault, setFault] = useState<ExpressionFault['fault'] | undefined>(undefined);
  useEffect(() => {
    if (value.trim() === '') return setFault(undefined);
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await desk.calls.checkExpression(value);
      if (isCurrent && answer.ok) setFault(answer.value.fault);
    }, checkAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [value, desk]);
  return (
    <>
      <label class="field">
        <span>{say('ruleExpression')}</span>
        <textarea
          required
          rows={3}
          maxLength={2_000}
          spellcheck={false}
          aria-invalid={fault ? 'true' : 'false'}
          aria-describedby="rule-fault"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </label>
      <p id="rule-fault" role="status" class={fault ? 'fault' : 'faint'}>
        {fault ? <Fault value={value} fault={fault} /> : fault === null ? say('ruleFits') : null}
      </p>
      <details>
        <summary>{say('ruleFields')}</summary>
        <p class="meta">{fields.map(({ name }) => name).join(' · ')}</p>
      </details>
    </>
  );
}

/** The mistake with its place marked. */
function Fault({ value, fault }: { value: string; fault: NonNullable<ExpressionFault['fault']> }) {
  return (
    <>
      {fault.message}: <code>{value.slice(0, fault.start)}</code>
      <mark>
        <code>{value.slice(fault.start, fault.end) || '…'}</code>
      </mark>
    </>
  );
}

interface PartProps {
  readonly draft: RuleBody;
  readonly change: (part: Partial<RuleBody>) => void;
}

function Choices({ draft, change }: PartProps) {
  const say = useSay(riskText);
  return (
    <p class="row-start">
      <label class="field">
        <span>{say('ruleAction')}</span>
        <select
          value={draft.action}
          onChange={(event) => change({ action: event.currentTarget.value as RuleBody['action'] })}
        >
          {(Object.keys(actionWords) as RuleBody['action'][]).map((action) => (
            <option key={action} value={action}>
              {say(actionWords[action])}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{say('rulePriority')}</span>
        <input
          type="number"
          min={0}
          max={1_000}
          value={draft.priority}
          onInput={(event) => change({ priority: event.currentTarget.valueAsNumber || 0 })}
        />
      </label>
      <label class="field">
        <span>{say('ruleMissing')}</span>
        <select
          value={draft.whenMissing}
          onChange={(event) => change({ whenMissing: event.currentTarget.value as RuleBody['whenMissing'] })}
        >
          <option value="pass">{say('ruleMissingPass')}</option>
          <option value="step_up">{say('ruleMissingStepUp')}</option>
        </select>
      </label>
    </p>
  );
}

function Sentences({ draft, change }: PartProps) {
  const say = useSay(riskText);
  const { learner } = draft;
  return (
    <>
      <label class="field">
        <span>{say('ruleLearnerZh')}</span>
        <input
          required
          maxLength={300}
          lang="zh-CN"
          value={learner.zh}
          onInput={(event) => change({ learner: { ...learner, zh: event.currentTarget.value } })}
        />
      </label>
      <label class="field">
        <span>{say('ruleLearnerEn')}</span>
        <input
          required
          maxLength={300}
          lang="en"
          value={learner.en}
          onInput={(event) => change({ learner: { ...learner, en: event.currentTarget.value } })}
        />
      </label>
    </>
  );
}
