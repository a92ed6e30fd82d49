import { useState } from 'preact/hooks';
import type { TrendSeries, TrendsView } from '../../../src/metrics/trend/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { AnswerBox, Empty } from '../answer.tsx';
import type { BoardProps } from '../board.ts';
import { FigureCard } from '../figure-card.tsx';
import { periodBefore } from '../question.ts';
import { readTrends } from '../read.ts';
import { RecordsDialog } from '../records/records-dialog.tsx';
import type { RecordsWish } from '../records/records-wish.ts';
import { trendText } from '../text/trends.ts';
import { useAnswer } from '../use-answer.ts';
import { recordsOf } from './records-of.ts';
import { changeOf, nameOf, textOfValue, trendFigure } from './trend-figure.ts';

/** Every figure day by day, the days that are unlike others first. */
export function TrendsPage({ dashboard, state: { question, round } }: BoardProps) {
  const say = useSay(trendText);
  const [wish, setWish] = useState<RecordsWish | null>(null);
  const { from, to, timeZone, isCompared } = question;
  const period = { from, to, timeZone };
  const asked = useAnswer(dashboard, JSON.stringify([period, round]), () => readTrends(period));
  const view = asked.value;
  const earlier = view && isCompared ? { ...periodBefore(view), timeZone } : null;
  const before = useAnswer(dashboard, earlier && JSON.stringify([earlier, round]), () =>
    readTrends(earlier ?? {}),
  );
  const isEmpty = view?.series.every(({ total }) => total === null || total === 0) ?? false;
  return (
    <AnswerBox dashboard={dashboard} asked={asked}>
      {view && isEmpty && <Empty title={say('nothing')} more={say('nothingMore')} />}
      {view && !isEmpty && (
        <>
          <Tiles view={view} before={before.value} />
          <Odd view={view} />
          <div class="grid">
            {view.series.filter(hasValues).map((series) => (
              <Trend key={keyOf(series)} series={series} view={view} before={before.value} onWish={setWish} />
            ))}
          </div>
        </>
      )}
      {wish && <RecordsDialog wish={wish} dashboard={dashboard} onClose={() => setWish(null)} />}
    </AnswerBox>
  );
}

/** A figure that nothing could be divided for has no line to draw. */
const hasValues = ({ values }: TrendSeries) => values.some((value) => value !== null);

const keyOf = ({ name, currency }: TrendSeries) => `${name}${currency ?? ''}`;

interface TrendProps {
  readonly view: TrendsView;
  readonly before: TrendsView | null;
}

const sameIn = (view: TrendsView | null, series: TrendSeries) =>
  view?.series.find((one) => keyOf(one) === keyOf(series)) ?? null;

/** The figures one looks for first. */
function Tiles({ view, before }: TrendProps) {
  const say = useSay(trendText);
  const language = useLanguage();
  return (
    <ul class="summary">
      {view.series.map((series) => {
        const earlier = sameIn(before, series);
        const change = changeOf(series, { now: series.total, was: earlier?.total ?? null }, language);
        return (
          <li key={keyOf(series)} class="card" data-trend={keyOf(series)}>
            <span class="summary-name">{nameOf(series, language)}</span>
            <strong class="number">{textOfValue(series, series.total, language)}</strong>
            {earlier && (
              <span class="faint number">
                {change ?? '–'} · {say('was', { value: textOfValue(series, earlier.total, language) })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const oddShown = 6;

function Odd({ view }: Pick<TrendProps, 'view'>) {
  const say = useSay(trendText);
  const language = useLanguage();
  const odd = view.series
    .flatMap((series) => series.anomalies.map((anomaly) => ({ series, ...anomaly })))
    .sort((one, other) => (one.day < other.day ? 1 : -1));
  if (odd.length === 0) return null;
  return (
    <section class="card odd" aria-labelledby="odd">
      <h2 id="odd">
        <Icon name="alert" /> {say('odd')}
      </h2>
      <p class="faint">{say('oddMore')}</p>
      <ul>
        {odd.slice(0, oddShown).map(({ series, day, value, expected }) => (
          <li key={`${day}${keyOf(series)}`}>
            <strong class="number">{day}</strong> {nameOf(series, language)}{' '}
            {say(value > expected ? 'oddHigh' : 'oddLow', {
              value: textOfValue(series, value, language),
              usual: textOfValue(series, expected, language),
            })}
          </li>
        ))}
      </ul>
      {odd.length > oddShown && <p class="faint">{say('oddRest', { count: odd.length - oddShown })}</p>}
    </section>
  );
}

interface OneTrendProps extends TrendProps {
  readonly series: TrendSeries;
  readonly onWish: (wish: RecordsWish) => void;
}

function Trend({ series, view, before, onWish }: OneTrendProps) {
  const language = useLanguage();
  const of = recordsOf(series);
  const onDay = (day: string): void => {
    const period = { from: day, to: day, timeZone: view.timeZone };
    if (of !== null) onWish({ title: `${nameOf(series, language)} · ${day}`, asked: { ...of, ...period } });
  };
  // Days of money are the merchant's, whatever zone was asked.
  const zone = series.unit === 'minor' ? view.accountingTimeZone : view.timeZone;
  return (
    <FigureCard
      figure={trendFigure(
        { series, view, before, earlier: sameIn(before, series), ...(of === null ? {} : { onDay }) },
        language,
      )}
      period={{ ...view, timeZone: zone }}
    />
  );
}
