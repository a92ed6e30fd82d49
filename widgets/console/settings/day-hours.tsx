import { useSay } from '../../ui/language.ts';
import { Glyph } from '../glyph.tsx';
import { serviceText } from './service-text.ts';
import { clockOf, type DayKind, kindOf, minutesOf, nextSpan, type Span, spansFor } from './spans.ts';

const kinds: readonly DayKind[] = ['closedDay', 'allDay', 'bySpans'];
const spansMax = 6;

interface DayHoursProps {
  /** Which day, in words. */
  readonly day: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: Span[]) => void;
}

/** When people are there on one day. */
export function DayHours({ day, spans, onChange }: DayHoursProps) {
  const say = useSay(serviceText);
  const kind = kindOf(spans);
  const change = (at: number, span: Span) => onChange(spans.map((one, index) => (index === at ? span : one)));
  return (
    <div class="day-hours">
      <select
        aria-label={say('hoursOn', { day })}
        value={kind}
        onChange={(event) => onChange(spansFor(event.currentTarget.value as DayKind))}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {say(one)}
          </option>
        ))}
      </select>
      {kind === 'bySpans' ? (
        <>
          {spans.map(([from, until], at) => (
            <span class="span" key={at}>
              <input
                type="time"
                aria-label={say('fromTime', { day, number: at + 1 })}
                value={clockOf(from)}
                onChange={(event) => change(at, [minutesOf(event.currentTarget.value, false) ?? from, until])}
              />
              –
              <input
                type="time"
                aria-label={say('untilTime', { day, number: at + 1 })}
                aria-invalid={from >= until}
                value={clockOf(until)}
                onChange={(event) => change(at, [from, minutesOf(event.currentTarget.value, true) ?? until])}
              />
              <button
                type="button"
                class="quiet icon-only small"
                aria-label={say('removeSpan', { number: at + 1 })}
                onClick={() => onChange(spans.filter((_one, index) => index !== at))}
              >
                <Glyph name="close" />
              </button>
            </span>
          ))}
          {spans.length < spansMax ? (
            <button
              type="button"
              class="quiet icon-only small"
              title={say('addSpan')}
              aria-label={`${say('addSpan')} ${day}`}
              onClick={() => onChange([...spans, nextSpan(spans)])}
            >
              <Glyph name="add" />
            </button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
