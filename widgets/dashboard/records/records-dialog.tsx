import { useState } from 'preact/hooks';
import type { Language } from '../../../src/identity/wire.ts';
import type { RowsView } from '../../../src/metrics/rows/wire.ts';
import { staffText } from '../../staff/text.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Dashboard } from '../dashboard.ts';
import { Dialog } from '../dialog.tsx';
import { cellOf } from '../figures/cells.ts';
import { readRecords } from '../read.ts';
import { csvName, csvOf, download } from '../table/csv.ts';
import { DataTable } from '../table/data-table.tsx';
import type { TableData } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { funnelText } from '../text/funnel.ts';
import { titleOfName } from '../text/name.ts';
import { dashboardText, periodText } from '../text/shared.ts';
import { pageSize, Turn } from '../turn.tsx';
import { useAnswer } from '../use-answer.ts';
import type { RecordsWish } from './records-wish.ts';

interface RecordsDialogProps {
  readonly wish: RecordsWish;
  readonly dashboard: Dashboard;
  readonly onClose: () => void;
}

/** The rows behind a figure, a page at a time. */
export function RecordsDialog({ wish: { title, asked }, dashboard, onClose }: RecordsDialogProps) {
  const say = useSay(funnelText);
  const sayStaff = useSay(staffText);
  const language = useLanguage();
  const [offset, setOffset] = useState(0);
  const query = { ...asked, offset, limit: pageSize };
  const { value, refusal, isBusy } = useAnswer(dashboard, JSON.stringify(query), () => readRecords(query));
  const table = value && tableOf(value, language);
  const shownTo = Math.min(offset + pageSize, value?.total ?? 0);
  return (
    <Dialog title={title} isWide onClose={onClose}>
      <p class="faint" role="status">
        {isBusy && sayStaff('loading')}
        {!isBusy &&
          value &&
          (value.total === 0
            ? say('rowsNone')
            : say('rowsTotal', { total: value.total, from: offset + 1, to: shownTo }))}
      </p>
      {refusal && (
        <p class="notice" role="alert">
          {refusal.message[language]}
        </p>
      )}
      {value && table && value.total > 0 && (
        <>
          <DataTable
            table={table}
            label={title}
            caption={asked.cohort === undefined ? periodText(value, language) : value.timeZone}
          />
          <div class="pager">
            {value.total > pageSize && <Turn {...{ offset, total: value.total, onTurn: setOffset }} />}
            <button
              type="button"
              class="quiet"
              onClick={() => download(csvOf(table, value.timeZone), csvName('rows', value))}
            >
              {textOf(dashboardText.download, language)}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
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
