import { useRef, useState } from 'preact/hooks';
import type { SqlTables, SqlView } from '../../../src/metrics/sql/wire.ts';
import type { Refusal } from '../../staff/staff-call.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { AnswerBox } from '../answer.tsx';
import type { BoardProps } from '../board.ts';
import { formatAt, formatCount } from '../format.ts';
import { postCalls, readTables, readTrends } from '../read.ts';
import { csvName, csvOf, download } from '../table/csv.ts';
import { DataTable } from '../table/data-table.tsx';
import type { TableData } from '../table/table-data.ts';
import { dashboardText } from '../text/shared.ts';
import { sqlText } from '../text/sql.ts';
import { useAnswer } from '../use-answer.ts';
import { Exports } from './exports.tsx';

const firstStatement = `SELECT "intent", count(*) AS "turns", round(avg("repliesCount"), 2) AS "replies"
FROM "turn"
GROUP BY "intent"
ORDER BY "turns" DESC
LIMIT 20`;

/** Analysts' own statements, the tables they may read, and exports row by row. */
export function SqlPage({ dashboard, state, csrfToken }: BoardProps) {
  const { from, to, timeZone } = state.question;
  const asked = { from, to, timeZone };
  const text = useRef<HTMLTextAreaElement>(null);
  // Only for the days it fills in and which day it is.
  const period = useAnswer(dashboard, JSON.stringify([asked, state.round]), () => readTrends(asked));
  const tables = useAnswer(dashboard, 'tables', readTables);
  const put = (word: string) => {
    const box = text.current;
    if (!box) return;
    box.setRangeText(word, box.selectionStart, box.selectionEnd, 'end');
    box.focus();
  };
  return (
    <AnswerBox dashboard={dashboard} asked={period}>
      <Statement {...{ dashboard, state, csrfToken, text }} limits={tables.value} />
      {tables.value && <Tables tables={tables.value.tables} onPut={put} />}
      {period.value && <Exports period={period.value} />}
    </AnswerBox>
  );
}

interface StatementProps extends BoardProps {
  readonly text: { current: HTMLTextAreaElement | null };
  readonly limits: SqlTables | null;
}

function Statement({ dashboard, state, csrfToken, text, limits }: StatementProps) {
  const say = useSay(sqlText);
  const language = useLanguage();
  const [view, setView] = useState<SqlView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    const sql = text.current?.value.trim() ?? '';
    if (isBusy || sql === '') return;
    setBusy(true);
    const answer = await postCalls(csrfToken).askSql(sql);
    setBusy(false);
    if (!answer.ok && answer.status === 401) return dashboard.lose();
    setRefusal(answer.ok ? null : answer);
    setView(answer.ok ? answer.value : null);
  };
  const detail = refusal?.extra['detail'];
  return (
    <section class="card sql" aria-labelledby="sql-statement">
      <h2 id="sql-statement">{say('statement')}</h2>
      <p class="faint more" id="sql-more">
        {limits &&
          say('statementMore', {
            seconds: limits.secondsMax,
            rows: formatCount(limits.rowsMax, language),
          })}
      </p>
      <textarea
        ref={text}
        rows={6}
        spellcheck={false}
        autocapitalize="none"
        aria-labelledby="sql-statement"
        aria-describedby="sql-more"
        defaultValue={firstStatement}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
        }}
      />
      <div class="pager">
        <button type="button" class="primary" aria-disabled={isBusy} onClick={() => void run()}>
          {say(isBusy ? 'running' : 'run')}
        </button>
        <span class="faint">{say('runKeys')}</span>
      </div>
      {refusal && (
        <div class="notice" role="alert">
          <Icon name="alert" />
          <span>
            {refusal.message[language]}
            {typeof detail === 'string' && <code>{detail}</code>}
          </span>
        </div>
      )}
      {view && <Result view={view} timeZone={state.period?.timeZone ?? 'UTC'} />}
    </section>
  );
}

/** More rows would make the page slow; the file has them all. */
const rowsShown = 500;

function Result({ view, timeZone }: { view: SqlView; timeZone: string }) {
  const say = useSay(sqlText);
  const sayShared = useSay(dashboardText);
  const language = useLanguage();
  const table = tableOf(view, say('row'));
  const rows = formatCount(view.rows.length, language);
  const more = say('resultMore', {
    ...{ rows, ms: view.tookMs, zone: timeZone },
    at: formatAt(view.snapshotAtMs, timeZone),
  });
  const day = new Date(view.snapshotAtMs).toISOString().slice(0, 10);
  return (
    <div class="result">
      <p role="status" class="faint">
        {more}
      </p>
      {view.isTruncated && <p class="faint">{say('truncated', { rows })}</p>}
      {view.rows.length > rowsShown && <p class="faint">{say('shownFirst', { shown: rowsShown, rows })}</p>}
      <DataTable
        table={{ ...table, rows: table.rows.slice(0, rowsShown) }}
        caption={say('result')}
        label={say('result')}
      />
      <button
        type="button"
        class="quiet"
        onClick={() => download(csvOf(table, timeZone), csvName('sql', { from: day, to: day, timeZone }))}
      >
        {sayShared('download')}
      </button>
    </div>
  );
}

function tableOf({ columns, rows }: SqlView, headTitle: string): TableData {
  const names = columns.map((name, place) =>
    columns.indexOf(name) === place ? name : `${name} (${place + 1})`,
  );
  const isText = (place: number) => rows.some((row) => typeof row[place] === 'string');
  return {
    headTitle,
    columns: names.map((title, place) => ({ title, ...(isText(place) ? { isText: true } : {}) })),
    rows: rows.map((row, place) => ({
      key: String(place),
      head: String(place + 1),
      cells: row.map((value) => {
        const raw = typeof value === 'number' ? value : value === null ? null : plain(value);
        return { text: raw === null ? '–' : String(raw), raw };
      }),
    })),
  };
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

interface TablesProps {
  readonly tables: SqlTables['tables'];
  readonly onPut: (word: string) => void;
}

function Tables({ tables, onPut }: TablesProps) {
  const say = useSay(sqlText);
  return (
    <section class="card tables" aria-labelledby="sql-tables">
      <h2 id="sql-tables">{say('tables')}</h2>
      <p class="faint more">{say('tablesMore')}</p>
      <div class="table-list">
        {tables.map(({ table, columns }) => (
          <details key={table}>
            <summary>
              <code>{table}</code> <span class="meta">{columns.length}</span>
            </summary>
            <ul>
              {columns.map(({ column, type }) => (
                <li key={column}>
                  <button type="button" class="link" onClick={() => onPut(`"${column}"`)}>
                    {column}
                  </button>{' '}
                  <span class="meta">{type}</span>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  );
}
