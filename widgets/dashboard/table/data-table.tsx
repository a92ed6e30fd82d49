import { useSay } from '../../ui/language.ts';
import { dashboardText } from '../text/shared.ts';
import type { Cell, TableData } from './table-data.ts';

interface DataTableProps {
  readonly table: TableData;
  readonly caption: string;
  /** Names the frame for those who cannot see it. */
  readonly label: string;
}

/** Rows to be read by eyes, screen readers and the keyboard alike: a wide table moves inside its frame. */
export function DataTable({ table: { headTitle, columns, rows }, caption, label }: DataTableProps) {
  const say = useSay(dashboardText);
  const row = ({ key, head, cells }: TableData['rows'][number]) => (
    <tr key={key} data-key={key}>
      <th scope="row">{head}</th>
      {cells.map((cell, place) => (
        <Figure
          key={columns[place]?.title}
          cell={cell}
          noteTitle={columns[place]?.noteTitle}
          isText={columns[place]?.isText === true}
        />
      ))}
    </tr>
  );
  const sums = rows.filter(({ isSum }) => isSum);
  return (
    <section class="scroll" aria-label={label} {...{ tabIndex: 0 }}>
      <table>
        <caption class="faint">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{headTitle}</th>
            {columns.map(({ title, isText }) => (
              <th scope="col" key={title} class={isText ? 'words' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.filter(({ isSum }) => !isSum).map(row)}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length + 1} class="words faint">
                {say('noRows')}
              </td>
            </tr>
          )}
        </tbody>
        {sums.length > 0 && <tfoot>{sums.map(row)}</tfoot>}
      </table>
    </section>
  );
}

interface FigureProps {
  readonly cell: Cell;
  readonly noteTitle: string | undefined;
  readonly isText: boolean;
}

function Figure({ cell: { text, note, tone, heat, press }, noteTitle, isText }: FigureProps) {
  return (
    <td
      class={isText ? 'words' : undefined}
      data-tone={tone}
      {...(heat === undefined ? {} : { 'data-heat': Math.round(heat * 5) })}
    >
      {press ? (
        <button type="button" class="link number" aria-label={`${text} · ${press.label}`} onClick={press.run}>
          {text}
        </button>
      ) : (
        text
      )}
      {note && (
        <span class="rate">
          <span class="unseen">{noteTitle} </span>
          {note.text}
        </span>
      )}
    </td>
  );
}
