import { useId, useRef, useState } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import type { Dashboard, DashboardState } from './dashboard.ts';
import { addDays, breakdowns } from './question.ts';
import { breakdownKeys, dashboardText } from './text.ts';

interface FiltersProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

/** The question: period, what the rows stand for, time zone and currency. Every change is asked at once. */
export function Filters({ dashboard, state }: FiltersProps) {
  const say = useSay(dashboardText);
  const { question, view } = state;
  return (
    <section class="card filters" aria-label={say('period')}>
      <Period dashboard={dashboard} state={state} />
      <fieldset class="segments">
        <legend>{say('breakdown')}</legend>
        <div>
          {breakdowns.map((breakdown) => (
            <label key={breakdown}>
              <input
                type="radio"
                name="breakdown"
                value={breakdown}
                checked={question.breakdown === breakdown}
                onChange={() => void dashboard.ask({ breakdown })}
              />
              <span>{say(breakdownKeys[breakdown])}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Zone dashboard={dashboard} state={state} />
      <Currency
        dashboard={dashboard}
        state={state}
        known={view?.money.map(({ currency }) => currency) ?? []}
      />
    </section>
  );
}

const presets = [7, 30, 90];
/** As the server has it. */
const daysMax = 400;

function Period({ dashboard, state: { question, view } }: FiltersProps) {
  const say = useSay(dashboardText);
  const form = useRef<HTMLFormElement>(null);
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const [from, to] = [question.from ?? view?.from ?? '', question.to ?? view?.to ?? ''];
  const ask = () => {
    const given = new FormData(form.current ?? undefined);
    const [first, last] = [String(given.get('from')), String(given.get('to'))];
    const isPeriod =
      /^2\d{3}-/.test(first) && /^2\d{3}-/.test(last) && first <= last && last < addDays(first, daysMax);
    setWrong(!isPeriod);
    if (isPeriod) void dashboard.ask({ from: first, to: last });
  };
  const choose = (days: number) => {
    setWrong(false);
    const today = view?.today;
    if (today !== undefined) void dashboard.ask({ from: addDays(today, 1 - days), to: today });
  };
  return (
    <form ref={form} class="period" onSubmit={(event) => event.preventDefault()}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex item on every browser */}
      <div class="presets" role="group" aria-labelledby={`${id}-presets`}>
        <span id={`${id}-presets`}>{say('period')}</span>
        <span>
          {presets.map((days) => (
            <button
              type="button"
              key={days}
              class="quiet"
              aria-pressed={to === view?.today && from === addDays(view?.today ?? '2000-01-01', 1 - days)}
              onClick={() => choose(days)}
            >
              {say('lastDays', { days })}
            </button>
          ))}
        </span>
      </div>
      <label>
        {say('from')}
        <input
          type="date"
          name="from"
          value={from}
          onChange={ask}
          aria-invalid={isWrong}
          aria-describedby={id}
        />
      </label>
      <label>
        {say('to')}
        <input type="date" name="to" value={to} onChange={ask} aria-invalid={isWrong} aria-describedby={id} />
      </label>
      <p id={id} class="wrong" role="alert">
        {isWrong && say('badPeriod', { days: daysMax })}
      </p>
    </form>
  );
}

const merchants = 'merchant';

function Zone({ dashboard, state: { question } }: FiltersProps) {
  const say = useSay(dashboardText);
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([mine, 'UTC', ...(question.timeZone ? [question.timeZone] : [])])];
  return (
    <label class="choice">
      {say('timeZone')}
      <select
        value={question.timeZone ?? merchants}
        onChange={({ currentTarget: { value } }) =>
          void dashboard.ask({ timeZone: value === merchants ? undefined : value })
        }
      >
        <option value={merchants}>{say('zoneMerchant')}</option>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone === mine ? say('zoneMine', { zone }) : zone}
          </option>
        ))}
      </select>
    </label>
  );
}

function Currency({
  dashboard,
  state: { question },
  known,
}: FiltersProps & { readonly known: readonly string[] }) {
  const say = useSay(dashboardText);
  // An answer about one currency does not tell of the others, so what was seen once stays on offer.
  const seen = useRef(new Set<string>());
  for (const currency of [...known, ...(question.currency ? [question.currency] : [])])
    seen.current.add(currency);
  return (
    <label class="choice">
      {say('currency')}
      <select
        value={question.currency ?? ''}
        onChange={({ currentTarget: { value } }) => void dashboard.ask({ currency: value || undefined })}
      >
        <option value="">{say('allCurrencies')}</option>
        {[...seen.current].sort().map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </select>
    </label>
  );
}
