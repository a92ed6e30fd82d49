/** One figure of a table. */
export interface Cell {
  readonly text: string;
  /** What a spreadsheet gets: numbers as they are, rates as fractions. */
  readonly raw: string | number | null;
  /** A second figure, small under the first; in a spreadsheet it has a column of its own. */
  readonly note?: { readonly text: string; readonly raw: string | number | null };
  readonly tone?: 'good' | 'bad' | 'odd';
  /** How full the cell is coloured, 0 to 1. */
  readonly heat?: number;
  /** Shows the rows behind the figure; `label` says so. */
  readonly press?: { readonly label: string; readonly run: () => void };
}

interface Column {
  readonly title: string;
  /** What the second figures of this column are. */
  readonly noteTitle?: string;
  /** Words stand at the beginning of a cell, figures at its end. */
  readonly isText?: boolean;
}

interface Row {
  readonly key: string;
  readonly head: string;
  readonly cells: readonly Cell[];
  /** Sums stand below the others. */
  readonly isSum?: boolean;
}

/** A table as it is shown and, cell by cell, downloaded. */
export interface TableData {
  readonly headTitle: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A cell of words. */
export function words(text: string): Cell {
  return { text, raw: text };
}
