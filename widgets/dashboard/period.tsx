import { useId, useRef, useState } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import type { Dashboard, DashboardState } from './dashboard.ts';
import { addDays } from './question.ts';
import { dashboardText } from './text/shared.ts';

interface PeriodProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
}

/** Which days, in which time zone, beside which others. Every change is asked at once. */
export function PeriodBar({ dashboard, state }: PeriodProps) {
  const say = useSay(dashboardText);
  const { isCompared, page } = state.question;
  return (
    <section class="card filters" aria-label={say('period')}>
      <Days dashboard={dashboard} state={state} />
      <Zone dashboard={dashboard} state={state} />
      {page !== 'sql' && (
        <label class="check">
          <input
            type="checkbox"
            checked={isCompared}
            onChange={({ currentTarget }) => dashboard.ask({ isCompared: currentTarget.checked })}
          />
          {say('compare')}
        </label>
      )}
      <button type="button" class="quiet" onClick={dashboard.refresh}>
        {say('refresh')}
      </button>
    </section>
  );
}

interface Preset {
  readonly key: 'today' | 'lastDays' | 'thisMonth' | 'lastMonth';
  readonly days?: number;
  /** First and last day, seen from today. */
  readonly of: (today: string) => readonly [from: string, to: string];
}

const lastDays = (days: number): Preset => ({
  key: 'lastDays',
  days,
  of: (today) => [addDays(today, 1 - days), today],
});
const monthStart = (day: string) => `${day.slice(0, 7)}-01`;
const presets: readonly Preset[] = [
  { key: 'today', of: (today) => [today, today] },
  lastDays(7),
  lastDays(30),
  lastDays(90),
  { key: 'thisMonth', of: (today) => [monthStart(today), today] },
  {
    key: 'lastMonth',
    of: (today) => {
      const last = addDays(monthStart(today), -1);
      return [monthStart(last), last];
    },
  },
];
/** As the server has it. */
const daysMax = 400;

function Days({ dashboard, state: { question, period } }: PeriodProps) {
  const say = useSay(dashboardText);
  const form = useRef<HTMLFormElement>(null);
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const [from, to] = [question.from ?? period?.from ?? '', question.to ?? period?.to ?? ''];
  const ask = () => {
    const given = new FormData(form.current ?? undefined);
    const [first, last] = [String(given.get('from')), String(given.get('to'))];
    const isPeriod =
      /^2\d{3}-/.test(first) && /^2\d{3}-/.test(last) && first <= last && last < addDays(first, daysMax);
    setWrong(!isPeriod);
    if (isPeriod) dashboard.ask({ from: first, to: last });
  };
  const choose = (preset: Preset) => {
    setWrong(false);
    if (period === null) return;
    const [first, last] = preset.of(period.today);
    dashboard.ask({ from: first, to: last });
  };
  const isChosen = (preset: Preset) => {
    const [first, last] = preset.of(period?.today ?? '2000-01-01');
    return from === first && to === last;
  };
  return (
    <form ref={form} class="period" onSubmit={(event) => event.preventDefault()}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex item on every browser */}
      <div class="presets" role="group" aria-labelledby={`${id}-presets`}>
        <span id={`${id}-presets`}>{say('period')}</span>
        <span>
          {presets.map((preset) => (
            <button
              type="button"
              key={`${preset.key}${preset.days}`}
              class="quiet"
              aria-pressed={isChosen(preset)}
              onClick={() => choose(preset)}
            >
              {say(preset.key, { days: preset.days ?? 1 })}
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

function Zone({ dashboard, state: { question, period } }: PeriodProps) {
  const say = useSay(dashboardText);
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([mine, 'UTC', ...(question.timeZone ? [question.timeZone] : [])])];
  const isMerchants = question.timeZone === undefined && period !== null;
  return (
    <label class="choice">
      {say('timeZone')}
      <select
        value={question.timeZone ?? merchants}
        onChange={({ currentTarget: { value } }) =>
          dashboard.ask({ timeZone: value === merchants ? undefined : value })
        }
      >
        <option value={merchants}>
          {isMerchants ? say('zoneMerchantNamed', { zone: period.timeZone }) : say('zoneMerchant')}
        </option>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone === mine ? say('zoneMine', { zone }) : zone}
          </option>
        ))}
      </select>
    </label>
  );
}
