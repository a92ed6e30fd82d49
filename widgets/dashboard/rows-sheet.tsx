import { staffText } from '../staff/text.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { textOf } from '../ui/text/say.ts';
import { Dialog } from './dialog.tsx';
import { csvName, csvOf, download } from './table/csv.ts';
import { DataTable } from './table/data-table.tsx';
import type { TableData } from './table/table-data.ts';
import { funnelText } from './text/funnel.ts';
import { dashboardText } from './text/shared.ts';
import { pageSize, Turn } from './turn.tsx';
import type { Asked } from './use-answer.ts';

interface RowsPage {
  readonly table: TableData;
  readonly caption: string;
  /** The period of the rows, in whose time zone they are written. */
  readonly period: Parameters<typeof csvName>[1];
}

interface RowsSheetProps {
  readonly title: string;
  readonly asked: Asked<{ readonly total: number }>;
  /** The page that was read; null until then. */
  readonly page: RowsPage | null;
  readonly offset: number;
  readonly onTurn: (offset: number) => void;
  readonly onClose: () => void;
}

/** Rows behind a number: how many there are, a page of them, and the page as a file. */
export function RowsSheet({ title, asked, page, offset, onTurn, onClose }: RowsSheetProps) {
  const { value, refusal, isBusy } = asked;
  const say = useSay(funnelText);
  const sayStaff = useSay(staffText);
  const language = useLanguage();
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
      {value && page && value.total > 0 && (
        <>
          <DataTable table={page.table} label={title} caption={page.caption} />
          <div class="pager">
            {value.total > pageSize && <Turn {...{ offset, total: value.total, onTurn }} />}
            <button
              type="button"
              class="quiet"
              onClick={() => download(csvOf(page.table, page.period.timeZone), csvName('rows', page.period))}
            >
              {textOf(dashboardText.download, language)}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}
