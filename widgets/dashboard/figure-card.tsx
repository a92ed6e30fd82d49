import type { ComponentChildren } from 'preact';
import { useLanguage, useSay } from '../ui/language.ts';
import type { Period } from './dashboard.ts';
import type { PlotSpec } from './plot/look.ts';
import { Plot } from './plot/plot.tsx';
import { csvName, csvOf, download } from './table/csv.ts';
import { DataTable } from './table/data-table.tsx';
import type { TableData } from './table/table-data.ts';
import { dashboardText, periodText } from './text/shared.ts';

/** One set of figures: as a picture where that helps, always as a table, and as a file. */
export interface Figure {
  /** Names its file and its place in the page. */
  readonly name: string;
  readonly title: string;
  /** How it is counted, for who wants to know. */
  readonly more?: string | undefined;
  readonly plot?: PlotSpec | undefined;
  readonly table: TableData;
  /** The picture says most; the table opens when it is wanted. */
  readonly isFolded?: boolean;
  /** By which its days are told, when it is another than was asked. */
  readonly timeZone?: string;
  /** Tells of all time, whatever period was asked. */
  readonly isOfAllTime?: boolean;
  /** Half as wide where there is room. */
  readonly isHalf?: boolean;
}

interface FigureCardProps {
  readonly figure: Figure;
  readonly period: Omit<Period, 'today'>;
  /** Between heading and picture. */
  readonly children?: ComponentChildren;
}

/** A figure on a card of its own. */
export function FigureCard({ figure, period, children }: FigureCardProps) {
  const say = useSay(dashboardText);
  const { name, title, more, plot, table, isFolded, isHalf, isOfAllTime } = figure;
  const language = useLanguage();
  const id = `figure-${name}`;
  const own = { ...period, timeZone: figure.timeZone ?? period.timeZone };
  const caption = isOfAllTime ? own.timeZone : periodText(own, language);
  const notes = [...new Set(table.columns.flatMap(({ noteTitle }) => noteTitle ?? []))];
  const small = notes.length === 0 ? '' : ` · ${say('smallPrint', { what: notes.join(', ') })}`;
  const rows = <DataTable table={table} caption={`${caption}${small}`} label={title} />;
  return (
    <section class={isHalf ? 'card figure half' : 'card figure'} aria-labelledby={id} data-figure={name}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="quiet"
          aria-label={say('downloadOf', { what: title })}
          onClick={() => download(csvOf(table, own.timeZone), csvName(name, own))}
        >
          {say('download')}
        </button>
      </div>
      {more && <p class="faint more">{more}</p>}
      {children}
      {plot && <Plot spec={plot} />}
      {isFolded ? (
        <details>
          <summary>{say('asTable')}</summary>
          {rows}
        </details>
      ) : (
        rows
      )}
    </section>
  );
}
