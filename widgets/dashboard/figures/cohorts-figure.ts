import type { FiguresView } from '../../../src/metrics/report/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatCount, formatRate } from '../format.ts';
import { heat, heatHeight } from '../plot/heat.ts';
import { figuresText } from '../text/figures.ts';
import { dashboardText } from '../text/shared.ts';
import type { Manner } from './cells.ts';
import { headOf } from './head.ts';

/** Who came back and paid, by the month of the first payment: shares as colours, counts beside them. */
export function cohortsFigure(cohorts: FiguresView['cohorts'], manner: Manner): Figure {
  const { language } = manner;
  const say = (key: 'month' | 'learners') => textOf(figuresText[key], language);
  const months = Math.max(1, ...cohorts.map(({ paidAgain }) => paidAgain.length));
  const columns = Array.from({ length: months }, (_, place) =>
    textOf(figuresText.monthLater, language, { n: place + 1 }),
  );
  const shares = cohorts.map(({ learners, paidAgain }) =>
    columns.map((_column, place) => {
      const count = paidAgain[place];
      return count === undefined || learners === 0 ? null : count / learners;
    }),
  );
  const format = (value: number | null) => formatRate(value, language);
  const head = headOf('cohorts', manner);
  const names = cohorts.map(({ month, learners }) => `${month} (${formatCount(learners, language)})`);
  const hasAny = shares.some((row) => row.some((share) => share !== null));
  return {
    name: 'cohorts',
    ...head,
    ...(hasAny
      ? {
          plot: {
            key: 'cohorts',
            label: textOf(dashboardText.plotLabel, language, {
              what: head.title,
              figures: names.map((name, row) => `${name} ${format(shares[row]?.[0] ?? null)}`).join('; '),
            }),
            height: heatHeight(cohorts.length),
            options: (look) => heat({ rows: names, columns, values: shares, format }, look),
          },
        }
      : {}),
    table: {
      headTitle: say('month'),
      columns: [
        { title: say('learners') },
        ...columns.map((title) => ({ title, noteTitle: textOf(figuresText.share, language) })),
      ],
      rows: cohorts.map(({ month, learners, paidAgain }, row) => ({
        key: month,
        head: month,
        cells: [
          { text: formatCount(learners, language), raw: learners },
          ...columns.map((_column, place) => {
            const count = paidAgain[place] ?? null;
            const share = shares[row]?.[place] ?? null;
            return {
              text: formatCount(count, language),
              raw: count,
              ...(share === null ? {} : { heat: share, note: { text: format(share), raw: share } }),
            };
          }),
        ],
      })),
    },
  };
}
