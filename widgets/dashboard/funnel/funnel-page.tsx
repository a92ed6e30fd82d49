import { useState } from 'preact/hooks';
import type { JourneyView } from '../../../src/metrics/journey/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { textOf } from '../../ui/text/say.ts';
import { AnswerBox, Empty } from '../answer.tsx';
import type { BoardProps } from '../board.ts';
import type { Period } from '../dashboard.ts';
import { FigureCard } from '../figure-card.tsx';
import { formatChange, formatCount, formatDuration, formatPoints, formatRate } from '../format.ts';
import { periodBefore } from '../question.ts';
import { journeyQuestion, postCalls } from '../read.ts';
import { funnelText, stepText } from '../text/funnel.ts';
import { useAnswer } from '../use-answer.ts';
import { Builder } from './builder.tsx';
import { funnelFigures } from './funnel-figures.ts';
import { RowsDialog, type RowsWish } from './rows-dialog.tsx';

/** How far conversations or learners came, along steps of one's own choosing. */
export function FunnelPage({ dashboard, state, csrfToken }: BoardProps) {
  const say = useSay(funnelText);
  const language = useLanguage();
  const [wish, setWish] = useState<RowsWish | null>(null);
  const { from, to, timeZone, journey, isCompared } = state.question;
  const calls = postCalls(csrfToken);
  const question = journeyQuestion(journey, { from, to, timeZone });
  const asked = useAnswer(dashboard, JSON.stringify([question, state.round]), () =>
    calls.readJourneys(question),
  );
  const view = asked.value;
  const earlier =
    view && isCompared
      ? journeyQuestion({ ...journey, breakdown: 'none' }, { ...periodBefore(view), timeZone })
      : null;
  const before = useAnswer(dashboard, earlier && JSON.stringify([earlier, state.round]), () =>
    calls.readJourneys(earlier ?? {}),
  );
  const entries = view?.steps[0]?.count ?? 0;
  return (
    <>
      <Builder dashboard={dashboard} state={state} csrfToken={csrfToken} />
      <AnswerBox dashboard={dashboard} asked={asked}>
        {view && entries === 0 && <Empty title={say('empty')} more={say('emptyMore')} />}
        {view && entries > 0 && (
          <>
            <Tiles view={view} before={before.value} />
            {funnelFigures({ view, before: before.value, onRows: setWish }, language).map((figure) => (
              <FigureCard key={figure.name} figure={figure} period={view} />
            ))}
          </>
        )}
      </AnswerBox>
      {wish && view && (
        <RowsDialog
          key={JSON.stringify(wish)}
          {...{ wish, dashboard, csrfToken }}
          view={view satisfies Period}
          onClose={() => setWish(null)}
        />
      )}
    </>
  );
}

function Tiles({ view, before }: { view: JourneyView; before: JourneyView | null }) {
  const say = useSay(funnelText);
  const language = useLanguage();
  const first = view.steps[0];
  const last = view.steps.at(-1);
  if (first === undefined || last === undefined) return null;
  const nameOf = (step: typeof last) => textOf(stepText[step.step], language);
  const change = (now: number | null, was: number | null | undefined, format = formatChange) =>
    before && <span class="faint number">{format(now, was ?? null, language) ?? '–'}</span>;
  return (
    <ul class="summary">
      <li class="card">
        <span class="summary-name">{say('entered')}</span>
        <strong class="number">{formatCount(first.count, language)}</strong>
        <span class="faint">{nameOf(first)}</span>
        {change(first.count, before?.steps[0]?.count)}
      </li>
      <li class="card">
        <span class="summary-name">{nameOf(last)}</span>
        <strong class="number">{formatCount(last.count, language)}</strong>
        {change(last.count, before?.steps.at(-1)?.count)}
      </li>
      <li class="card whole" data-step="overall">
        <span class="summary-name">{say('overall')}</span>
        <strong class="number">{formatRate(last.fromEntry, language)}</strong>
        <span class="faint">{say('overallMore', { from: nameOf(first), to: nameOf(last) })}</span>
        {change(last.fromEntry, before?.steps.at(-1)?.fromEntry, formatPoints)}
      </li>
      <li class="card">
        <span class="summary-name">{say('toLast')}</span>
        <strong class="number">{formatDuration(last.sinceEntry?.medianMs ?? null, language)}</strong>
        <span class="faint">
          {say('toLastMore', { p95: formatDuration(last.sinceEntry?.p95Ms ?? null, language) })}
        </span>
      </li>
    </ul>
  );
}
