import { useState } from 'preact/hooks';
import type { Language } from '../../../src/identity/wire.ts';
import type { RowsView } from '../../../src/metrics/rows/wire.ts';
import { useLanguage } from '../../ui/language.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Dashboard } from '../dashboard.ts';
import { cellOf } from '../figures/cells.ts';
import { readRecords } from '../read.ts';
import { RowsSheet } from '../rows-sheet.tsx';
import type { TableData } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { titleOfName } from '../text/name.ts';
import { periodText } from '../text/shared.ts';
import { pageSize } from '../turn.tsx';
import { useAnswer } from '../use-answer.ts';
import type { RecordsWish } from './records-wish.ts';

interface RecordsDialogProps {
  readonly wish: RecordsWish;
  readonly dashboard: Dashboard;
  readonly onClose: () => void;
}

/** The rows behind a figure, a page at a time. */
export function RecordsDialog({ wish: { title, asked: wished }, dashboard, onClose }: RecordsDialogProps) {
  const language = useLanguage();
  const [offset, setOffset] = useState(0);
  const query = { ...wished, offset, limit: pageSize };
  const asked = useAnswer(dashboard, JSON.stringify(query), () => readRecords(query));
  const { value } = asked;
  const page = value && {
    table: tableOf(value, language),
    caption: captionOf(value, wished, language),
    period: value,
  };
  return <RowsSheet {...{ title, asked, page, offset, onClose }} onTurn={setOffset} />;
}

/** Which days, by which clock, and how the ledger writes what comes and goes. */
function captionOf(view: RowsView, { of, cohort }: RecordsWish['asked'], language: Language): string {
  if (cohort !== undefined) return view.timeZone;
  const period = periodText(view, language);
  return of === 'ledger' ? `${period} · ${textOf(figuresText.creditsNegative, language)}` : period;
}

/** What an entry is worth stands before where it comes from: a narrow window shows the first columns. */
const FIRST = ['account', 'currency', 'amountMinor'];

function tableOf({ columns, rows, timeZone }: RowsView, language: Language): TableData {
  const [head = '', ...unordered] = columns;
  const isOfLedger = unordered.includes('account');
  const others = isOfLedger ? [...FIRST, ...unordered.filter((name) => !FIRST.includes(name))] : unordered;
  const inColumn = (row: RowsView['rows'][number], name: string) => row[columns.indexOf(name)] ?? null;
  const title = (name: string) => titleOfName(figuresText, name, language);
  const currencyAt = columns.indexOf('currency');
  return {
    headTitle: title(head),
    columns: others.map((name) => ({
      title: title(name),
      isText: rows.some((row) => typeof inColumn(row, name) === 'string'),
    })),
    rows: rows.map((row, number) => ({
      key: String(number),
      head: cellOf(head, row[0] ?? null, { language, timeZone }).text,
      cells: others.map((name) => {
        const currency = String(row[currencyAt] ?? '');
        return cellOf(name, inColumn(row, name), { language, timeZone, currency });
      }),
    })),
  };
}
