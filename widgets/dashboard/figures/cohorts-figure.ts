import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatCount, formatRate } from '../format.ts';
import { heat, heatHeight } from '../plot/heat.ts';
import type { Cell } from '../table/table-data.ts';
import { figuresText } from '../text/figures.ts';
import { funnelText } from '../text/funnel.ts';
import { dashboardText } from '../text/shared.ts';
import type { Manner } from './cells.ts';
import { headOf } from './head.ts';

export interface Cohorts {
  readonly name: string;
  /** What the server calls the rows behind it. */
  readonly of: 'cohort' | 'weekly_cohort';
  readonly unit: 'month' | 'week';
  readonly later: 'monthLater' | 'weekLater';
  readonly rows: readonly {
    readonly start: string;
    readonly title: string;
    readonly learners: number;
    readonly paidAgain: readonly number[];
  }[];
}

/** Who came back and paid, by the month or week of the first payment: shares as colours, counts beside them. */
export function cohortsFigure(asked: Cohorts, manner: Manner): Figure {
  const { name, unit, later, rows: cohorts } = asked;
  const { language } = manner;
  const head = headOf(name, manner);
  const say = (key: 'month' | 'week' | 'learners') => textOf(figuresText[key], language);
  const length = Math.max(1, ...cohorts.map(({ paidAgain }) => paidAgain.length));
  const columns = Array.from({ length }, (_, n) => textOf(figuresText[later], language, { n: n + 1 }));
  const shares = cohorts.map(({ learners, paidAgain }) =>
    columns.map((_column, place) => {
      const count = paidAgain[place];
      return count === undefined || learners === 0 ? null : count / learners;
    }),
  );
  const format = (value: number | null) => formatRate(value, language);
  const names = cohorts.map(({ title, learners }) => `${title} (${formatCount(learners, language)})`);
  const hasAny = shares.some((row) => row.some((share) => share !== null));
  return {
    name,
    ...head,
    isOfAllTime: true,
    ...(hasAny
      ? {
          plot: {
            key: name,
            label: textOf(dashboardText.plotLabel, language, {
              what: head.title,
              figures: names.map((one, row) => `${one} ${format(shares[row]?.[0] ?? null)}`).join('; '),
            }),
            height: heatHeight(cohorts.length),
            options: (look) => heat({ rows: names, columns, values: shares, format }, look),
          },
        }
      : {}),
    table: {
      headTitle: say(unit),
      columns: [
        { title: say('learners') },
        ...columns.map((title) => ({ title, noteTitle: textOf(figuresText.share, language) })),
      ],
      rows: cohorts.map(({ start, title, learners, paidAgain }, row) => ({
        key: start,
        head: title,
        cells: [
          {
            text: formatCount(learners, language),
            raw: learners,
            ...pressOf(asked, { start, title, later: 0 }, manner),
          },
          ...columns.map((_column, place) => {
            const count = paidAgain[place] ?? null;
            const share = shares[row]?.[place] ?? null;
            return {
              text: formatCount(count, language),
              raw: count,
              ...(count ? pressOf(asked, { start, title, later: place + 1 }, manner) : {}),
              ...(share === null ? {} : { heat: share, note: { text: format(share), raw: share } }),
            };
          }),
        ],
      })),
    },
  };
}

/** The purchases of a cohort's learners so many months or weeks later. */
function pressOf(
  { of, later: laterText }: Cohorts,
  { start, title, later }: { readonly start: string; readonly title: string; readonly later: number },
  { language, timeZone, onRecords }: Manner,
): Pick<Cell, 'press'> {
  if (onRecords === undefined) return {};
  const which = later === 0 ? title : `${title} · ${textOf(figuresText[laterText], language, { n: later })}`;
  const name = textOf(figuresText.cohortPayments, language, { what: which });
  const asked = { of, cohort: start, later, timeZone };
  return { press: { label: textOf(funnelText.see, language), run: () => onRecords({ title: name, asked }) } };
}
