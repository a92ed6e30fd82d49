import { useState } from 'preact/hooks';
import type { Language } from '../../../src/identity/wire.ts';
import type { JourneyRowsView, JourneyView } from '../../../src/metrics/journey/wire.ts';
import { useLanguage } from '../../ui/language.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Dashboard } from '../dashboard.ts';
import { formatAt } from '../format.ts';
import { postCalls } from '../read.ts';
import { RowsSheet } from '../rows-sheet.tsx';
import { type TableData, words } from '../table/table-data.ts';
import { funnelText, stepText, valueWords } from '../text/funnel.ts';
import { periodText } from '../text/shared.ts';
import { pageSize } from '../turn.tsx';
import { useAnswer } from '../use-answer.ts';

/** Which number's rows are wanted. */
export interface RowsWish {
  /** From 1. */
  readonly step: number;
  readonly who: 'reached' | 'dropped';
  /** A row of the breakdown. */
  readonly key?: string;
}

interface RowsDialogProps {
  readonly wish: RowsWish;
  readonly view: JourneyView;
  readonly dashboard: Dashboard;
  readonly csrfToken: string;
  readonly onClose: () => void;
}

/** The journeys behind a number, a page at a time. */
export function RowsDialog({ wish, view, dashboard, csrfToken, onClose }: RowsDialogProps) {
  const language = useLanguage();
  const [offset, setOffset] = useState(0);
  const question = { ...rowsQuestion(view, wish), offset, limit: pageSize };
  const asked = useAnswer(dashboard, JSON.stringify(question), () => postCalls(csrfToken).readRows(question));
  const title = titleOf(view, wish, language);
  const page = asked.value && {
    table: tableOf(asked.value, view, language),
    caption: periodText(view, language),
    period: view,
  };
  return <RowsSheet {...{ title, asked, page, offset, onClose }} onTurn={setOffset} />;
}

/** A day's rows are those that entered on that day. */
function rowsQuestion({ from, to, timeZone, question }: JourneyView, { step, who, key }: RowsWish) {
  const asked = { ...question, from, to, timeZone, step, who };
  if (key === undefined) return { ...asked, breakdown: 'none' as const };
  if (question.breakdown === 'day') return { ...asked, from: key, to: key, breakdown: 'none' as const };
  return { ...asked, key };
}

function titleOf({ question, rows }: JourneyView, wish: RowsWish, language: Language): string {
  const step = question.steps[wish.step - 1] ?? 'shown';
  const what = textOf(funnelText[wish.who === 'reached' ? 'rowsReached' : 'rowsDropped'], language, {
    step: textOf(stepText[step], language),
  });
  const { key } = wish;
  if (key === undefined) return what;
  const label = rows.find((row) => row.key === key)?.label;
  return textOf(funnelText.rowsOf, language, {
    what,
    key: label ?? textOf(valueWords(question.breakdown, key), language),
  });
}

function tableOf({ rows }: JourneyRowsView, view: JourneyView, language: Language): TableData {
  const say = (key: keyof typeof funnelText) => textOf(funnelText[key], language);
  const isOfLearners = view.question.unit === 'learner';
  const learner = (key: string | null) => words(key ?? '–');
  return {
    headTitle: say(isOfLearners ? 'learnerKey' : 'conversationId'),
    columns: [
      ...(isOfLearners ? [] : [{ title: say('learnerKey'), isText: true }]),
      ...view.question.steps.map((step) => ({ title: textOf(stepText[step], language) })),
    ],
    rows: rows.map((row, place) => ({
      key: String(place),
      head: (isOfLearners ? row.learner : row.conversationId) ?? '–',
      cells: [
        ...(isOfLearners ? [] : [learner(row.learner)]),
        ...view.question.steps.map((_step, at) => {
          const atMs = row.reachedAtMs[at];
          const text = atMs === undefined ? '–' : formatAt(atMs, view.timeZone);
          return { text, raw: atMs === undefined ? null : text };
        }),
      ],
    })),
  };
}
