import { useState } from 'preact/hooks';
import { useLanguage, useSay } from '../../ui/language.ts';
import { AnswerBox, Empty } from '../answer.tsx';
import type { BoardProps } from '../board.ts';
import { FigureCard } from '../figure-card.tsx';
import { periodBefore } from '../question.ts';
import { readFigures } from '../read.ts';
import { RecordsDialog } from '../records/records-dialog.tsx';
import type { RecordsWish } from '../records/records-wish.ts';
import { figuresText } from '../text/figures.ts';
import { useAnswer } from '../use-answer.ts';
import { figuresOf } from './figures-of.ts';

/** The figures of a page, whichever the server has for it. */
export function FiguresPage({ dashboard, state: { question, round } }: BoardProps) {
  const say = useSay(figuresText);
  const language = useLanguage();
  const { page, from, to, timeZone, isCompared } = question;
  const asked = { from, to, timeZone };
  const answer = useAnswer(dashboard, JSON.stringify([asked, round]), () => readFigures(asked));
  const view = answer.value;
  const earlier = view && isCompared ? { ...periodBefore(view), timeZone } : null;
  const before = useAnswer(dashboard, earlier && JSON.stringify([earlier, round]), () =>
    readFigures(earlier ?? {}),
  );
  const [wish, setWish] = useState<RecordsWish | null>(null);
  const manner = { language, timeZone: view?.timeZone ?? 'UTC', onRecords: setWish };
  const figures = view === null ? [] : figuresOf(page, { view, before: before.value }, manner);
  const filled = figures.filter(({ table }) => table.rows.length > 0);
  return (
    <AnswerBox dashboard={dashboard} asked={answer}>
      {view && filled.length === 0 && page !== 'recommending' && (
        <Empty title={say('empty')} more={say('emptyMore')} />
      )}
      {view && filled.map((figure) => <FigureCard key={figure.name} figure={figure} period={view} />)}
      {wish && <RecordsDialog wish={wish} dashboard={dashboard} onClose={() => setWish(null)} />}
    </AnswerBox>
  );
}
