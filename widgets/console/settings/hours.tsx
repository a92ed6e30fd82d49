import type { ServiceSettings } from '../../../src/bot/handoff/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { Field } from '../ask/ask-form.tsx';
import { DayHours } from './day-hours.tsx';
import { FormEnd } from './form-end.tsx';
import { serviceText } from './service-text.ts';
import { areWhole } from './spans.ts';
import { useService } from './use-service.ts';

type Day = ServiceSettings['days'][number];

interface HoursProps {
  readonly settings: ServiceSettings;
  readonly write: (change: Partial<ServiceSettings>) => void;
}

/** When people are there: the week, and days that differ. */
export function Hours() {
  const say = useSay(serviceText);
  const { view, draft, pressing, write, save } = useService();
  if (view === null || draft === null) return <Loading />;
  const isWhole = [...draft.week, ...draft.days.map(({ spans }) => spans)].every(areWhole);
  const hasDates = draft.days.every(({ date }) => date !== '');
  return (
    <form
      class="ask"
      aria-labelledby="hours"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && hasDates) void save();
      }}
    >
      <h2 id="hours">{say('hoursOf')}</h2>
      <p class="faint">{say('hoursMore')}</p>
      <p>
        <span class={view.isOpen ? 'state paid' : 'state'}>{say(view.isOpen ? 'openNow' : 'closedNow')}</span>
      </p>
      <Zone settings={draft} write={write} />
      <Week settings={draft} write={write} />
      <Days settings={draft} write={write} />
      <FormEnd
        pressing={pressing}
        confirm={say('save')}
        isReady={isWhole && hasDates}
        trouble={isWhole ? null : say('spanWrong')}
      />
    </form>
  );
}

/** The names that the browser knows; the server knows more, and says when it does not know one. */
const zones: readonly string[] = Intl.supportedValuesOf?.('timeZone') ?? [];

function Zone({ settings, write }: HoursProps) {
  const say = useSay(serviceText);
  return (
    <div class="settings-form">
      <Field label={say('timeZone')}>
        <input
          list="time-zones"
          value={settings.timeZone}
          maxLength={64}
          required
          onInput={(event) => write({ timeZone: event.currentTarget.value })}
        />
      </Field>
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}

const days = ['day1', 'day2', 'day3', 'day4', 'day5', 'day6', 'day7'] as const;

function Week({ settings: { week }, write }: HoursProps) {
  const say = useSay(serviceText);
  const monday = week[0] ?? [];
  return (
    <section aria-labelledby="week">
      <header class="part-head">
        <h3 id="week">{say('week')}</h3>
        <button
          type="button"
          class="small"
          onClick={() => write({ week: week.map((spans, at) => (at < 5 ? structuredClone(monday) : spans)) })}
        >
          {say('asMonday')}
        </button>
      </header>
      <ul class="rows week">
        {days.map((name, at) => (
          <li key={name} data-day={at + 1}>
            <strong>{say(name)}</strong>
            <DayHours
              day={say(name)}
              spans={week[at] ?? []}
              onChange={(spans) => write({ week: week.map((one, index) => (index === at ? spans : one)) })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Days({ settings: { days: known }, write }: HoursProps) {
  const say = useSay(serviceText);
  const change = (at: number, to: Day) =>
    write({ days: known.map((one, index) => (index === at ? to : one)) });
  return (
    <section aria-labelledby="days">
      <header class="part-head">
        <h3 id="days">{say('days')}</h3>
        <button
          type="button"
          class="small"
          onClick={() => write({ days: [...known, { date: '', spans: [] }] })}
        >
          {say('addDay')}
        </button>
      </header>
      <p class="faint">{known.length === 0 ? say('daysEmpty') : say('daysMore')}</p>
      <ul class="rows">
        {known.map((day, at) => (
          <li key={at}>
            <OtherDay
              day={day}
              onChange={(to) => change(at, to)}
              onRemove={() => write({ days: known.filter((_one, index) => index !== at) })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OtherDayProps {
  readonly day: Day;
  readonly onChange: (day: Day) => void;
  readonly onRemove: () => void;
}

function OtherDay({ day, onChange, onRemove }: OtherDayProps) {
  const say = useSay(serviceText);
  const { date, spans, name = { zh: '', en: '' } } = day;
  const rename = (change: Partial<typeof name>) => onChange({ ...day, name: { ...name, ...change } });
  return (
    <>
      <div class="other-day">
        <Field label={say('date')}>
          <input
            type="date"
            value={date}
            required
            onInput={(event) => onChange({ ...day, date: event.currentTarget.value })}
          />
        </Field>
        <Field label={say('dayNameZh')}>
          <input
            value={name.zh}
            maxLength={40}
            onInput={(event) => rename({ zh: event.currentTarget.value })}
          />
        </Field>
        <Field label={say('dayNameEn')}>
          <input
            value={name.en}
            maxLength={60}
            onInput={(event) => rename({ en: event.currentTarget.value })}
          />
        </Field>
        <DayHours
          day={date || say('date')}
          spans={spans}
          onChange={(to) => onChange({ ...day, spans: to })}
        />
      </div>
      <button type="button" class="small" aria-label={say('removeDay', { date })} onClick={onRemove}>
        {say('remove')}
      </button>
    </>
  );
}
