import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ModelPlanView, ModelsView } from '../../../../src/risk/wire.ts';
import { useLanguage, useSay } from '../../../ui/language.ts';
import { formatInstant } from '../../../ui/money.ts';
import { useDesk } from '../../context.ts';
import { riskText } from '../../text/risk.ts';
import { SecondPerson } from './second-person.tsx';
import type { Act } from './words.ts';

const roleWords = {
  champion: 'modelChampion',
  challenger: 'modelChallenger',
  shadow: 'modelShadow',
} as const;

/** Which model decides, which are tried beside it, and what waits for a second person. */
export function Models() {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [view, setView] = useState<ModelsView | null>(null);
  const read = useCallback(async () => {
    const answer = await desk.calls.models();
    if (answer.ok) setView(answer.value);
    else desk.refuse(answer);
  }, [desk]);
  useEffect(() => void read(), [read]);
  const act: Act = async (call) => {
    const answer = await call;
    desk.refuse(answer);
    await read();
    return answer.ok;
  };
  if (view === null) return null;
  return (
    <section aria-labelledby="models-heading">
      <h2 id="models-heading">{say('models')}</h2>
      <p class="faint">{say('modelsMore')}</p>
      {view.champion === null ? <p class="notice">{say('modelNone')}</p> : null}
      {view.isChampionMissing ? <p class="notice">{say('modelMissing')}</p> : null}
      <ul class="cards">
        {view.wishes.map((plan) => (
          <Wish key={plan.planId} plan={plan} act={act} />
        ))}
        {view.models.map(({ version, labels }) => (
          <Model key={version} {...{ version, labels, view, act }} />
        ))}
      </ul>
      <Refused refused={view.refused} />
    </section>
  );
}

function Wish({ plan, act }: { plan: ModelPlanView; act: Act }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const { planId, modelVersion, role, note, mayApprove, sharePercent } = plan;
  const decide = (decision: 'approved' | 'declined') => void act(desk.calls.decidePlan(planId, decision));
  return (
    <li class="card-line" data-wish={modelVersion}>
      <p>
        <strong>{say('modelWish', { version: modelVersion, role: say(roleWords[role]) })}</strong>
        {sharePercent === null ? null : <> · {say('modelShare', { share: sharePercent })}</>}
        {note ? <span class="faint"> · {note}</span> : null}
      </p>
      <SecondPerson mayApprove={mayApprove} decide={decide} />
    </li>
  );
}

interface ModelProps {
  readonly version: string;
  readonly labels: string;
  readonly view: ModelsView;
  readonly act: Act;
}

function Model({ version, labels, view, act }: ModelProps) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const language = useLanguage();
  const plans = view.inForce.filter((plan) => plan.modelVersion === version && plan.role !== 'champion');
  const isChampion = view.champion === version;
  return (
    <li class="card-line" data-model={version}>
      <p class="row">
        <strong>
          <code>{version}</code>
        </strong>
        <span class={`state ${isChampion ? 'approved' : ''}`}>
          {isChampion ? say('modelChampion') : plans.length === 0 ? say('modelIdle') : null}
          {plans.map(({ role }) => say(roleWords[role])).join(' · ')}
        </span>
      </p>
      {labels === 'simulated' ? <p class="faint">{say('modelSimulated')}</p> : null}
      {plans.map(({ planId, role, sharePercent, endsAtMs }) => (
        <p key={planId} class="row">
          <span>
            {say(roleWords[role])}
            {sharePercent === null ? null : ` · ${say('modelShare', { share: sharePercent })}`}
            {endsAtMs === null
              ? null
              : ` · ${say('modelUntil', { time: formatInstant(endsAtMs, language, 'full') })}`}
          </span>
          <button type="button" class="quiet" onClick={() => void act(desk.calls.endPlan(planId))}>
            {say('modelEndPlan')}
          </button>
        </p>
      ))}
      {isChampion ? null : <PlanForm version={version} act={act} />}
    </li>
  );
}

type Role = ModelPlanView['role'];

function PlanForm({ version, act }: { version: string; act: Act }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [plan, setPlan] = useState({ role: 'shadow' as Role, sharePercent: 10, days: 14, note: '' });
  const change = (part: Partial<typeof plan>) => setPlan({ ...plan, ...part });
  const submit = async (event: Event) => {
    event.preventDefault();
    const { role, sharePercent, days, note } = plan;
    await act(
      desk.calls.planModel(version, {
        role,
        sharePercent: role === 'challenger' ? sharePercent : null,
        days: role === 'champion' ? null : days,
        note: note.trim() === '' ? null : note.trim(),
      }),
    );
  };
  return (
    <details>
      <summary>{say('modelPlan')}</summary>
      <form class="row-start model-form" onSubmit={submit} data-form="model">
        <label class="field">
          <span>{say('modelRole')}</span>
          <select value={plan.role} onChange={(event) => change({ role: event.currentTarget.value as Role })}>
            {(['shadow', 'challenger', 'champion'] as const).map((role) => (
              <option key={role} value={role}>
                {say(roleWords[role])}
              </option>
            ))}
          </select>
        </label>
        {plan.role === 'challenger' ? (
          <NumberField
            {...{ label: say('modelShareField'), max: 50, value: plan.sharePercent }}
            onInput={(sharePercent) => change({ sharePercent })}
          />
        ) : null}
        {plan.role === 'champion' ? null : (
          <NumberField
            {...{ label: say('modelDays'), max: 180, value: plan.days }}
            onInput={(days) => change({ days })}
          />
        )}
        <label class="field">
          <span>{say('listNote')}</span>
          <input
            maxLength={500}
            value={plan.note}
            onInput={(event) => change({ note: event.currentTarget.value })}
          />
        </label>
        <button type="submit">{say('modelAsk')}</button>
      </form>
    </details>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly max: number;
  readonly value: number;
  readonly onInput: (value: number) => void;
}

function NumberField({ label, max, value, onInput }: NumberFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="number"
        min={1}
        max={max}
        value={value}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber || 1)}
      />
    </label>
  );
}

/** An artifact that was changed, or is of other features, is never used; here stands why. */
function Refused({ refused }: Pick<ModelsView, 'refused'>) {
  const say = useSay(riskText);
  if (refused.length === 0) return null;
  return (
    <>
      <h3>{say('modelRefused')}</h3>
      <ul class="cards">
        {refused.map(({ file, why }) => (
          <li key={file} class="card-line fault">
            <code>{file}</code> {why}
          </li>
        ))}
      </ul>
    </>
  );
}
