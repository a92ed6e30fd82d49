import type { Language } from '../../../src/identity/wire.ts';
import type { FunnelView } from '../../../src/metrics/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { formatCount, formatRate } from '../format.ts';
import { smallLines, smallLinesHeight } from '../plot/lines.ts';
import type { PlotSpec } from '../plot/look.ts';
import { groupBars, groupBarsHeight, stepBars, stepBarsHeight } from '../plot/step-bars.ts';
import type { Cell, TableData } from '../table/table-data.ts';
import { breakdownKeys, type DashboardKey, dashboardText } from '../text/shared.ts';
import { type FunnelStep, ofImpressions, rateOf, steps, tableRows, titleOf } from './rows.ts';

const colors: Record<FunnelStep, string> = {
  impressions: 'line-strong',
  opened: 'course',
  pressed: 'ebook',
  paid: 'accent',
  refunded: 'bad',
};

/** What became of what was recommended: the picture that fits the breakdown, and the table. */
export function impressionsFigure(view: FunnelView, language: Language): Figure {
  const say = (key: DashboardKey) => textOf(dashboardText[key], language);
  const what = { none: 'plotOverall', day: 'plotDay' } as const;
  const title = say(
    view.breakdown === 'none' || view.breakdown === 'day' ? what[view.breakdown] : 'plotShare',
  );
  const figures = steps.map((step) => `${say(step)} ${formatCount(view.total[step], language)}`).join('; ');
  return {
    name: `impressions-${view.breakdown}`,
    title,
    ...(view.total.impressions === 0
      ? {}
      : {
          plot: {
            key: view.breakdown,
            label: textOf(dashboardText.plotLabel, language, { what: title, figures }),
            ...pictureOf(view, language),
          },
        }),
    table: view.breakdown === 'none' ? stepTable(view, language) : breakdownTable(view, language),
  };
}

function pictureOf(view: FunnelView, language: Language): Pick<PlotSpec, 'height' | 'options'> {
  const nameOf = (step: FunnelStep) => textOf(dashboardText[step], language);
  const count = (value: number | null) => formatCount(value, language);
  const rate = (value: number | null) => formatRate(value, language);
  if (view.breakdown === 'none') {
    const bars = steps.map((step) => ({
      name: nameOf(step),
      count: view.total[step],
      countText: count(view.total[step]),
      shareText: rate(ofImpressions(view.total, step)),
      color: colors[step],
    }));
    return { height: stepBarsHeight(bars.length), options: (look) => stepBars(bars, look) };
  }
  if (view.breakdown === 'day') {
    const series = steps.map((step) => ({
      name: nameOf(step),
      totalText: count(view.total[step]),
      color: colors[step],
      values: view.rows.map((row) => row[step]),
    }));
    const days = view.rows.map(({ key }) => key);
    return {
      height: smallLinesHeight(series.length),
      options: (look) => smallLines({ days, series, format: count }, look),
    };
  }
  const grouped = {
    rows: view.rows.map((row) => titleOf(view, row, language)),
    series: steps.slice(1).map((step) => ({
      name: nameOf(step),
      color: colors[step],
      values: view.rows.map((row) => ofImpressions(row, step)),
    })),
    format: rate,
  };
  return { height: groupBarsHeight(grouped), options: (look) => groupBars(grouped, look) };
}

/** Without a breakdown the steps are the rows. */
function stepTable({ total, withoutImpression }: FunnelView, language: Language): TableData {
  const say = (key: DashboardKey) => textOf(dashboardText[key], language);
  const count = (value: number | null): Cell => ({ text: formatCount(value, language), raw: value });
  const rate = (value: number | null): Cell => ({ text: formatRate(value, language), raw: value });
  return {
    headTitle: say('step'),
    columns: (['count', 'ofPrevious', 'ofImpressions', 'direct'] as const).map((key) => ({
      title: say(key),
    })),
    rows: steps.map((step) => ({
      key: step,
      head: say(step),
      cells: [
        count(total[step]),
        rate(rateOf(total, step)),
        rate(ofImpressions(total, step)),
        count(step === 'impressions' ? null : withoutImpression[step]),
      ],
    })),
  };
}

function breakdownTable(view: FunnelView, language: Language): TableData {
  const say = (key: DashboardKey) => textOf(dashboardText[key], language);
  const rateCell = (value: number | null): Cell => ({ text: formatRate(value, language), raw: value });
  return {
    headTitle: say(breakdownKeys[view.breakdown]),
    columns: [
      ...steps.map((step) => ({
        title: say(step),
        ...(step === 'impressions' ? {} : { noteTitle: say('ofPrevious') }),
      })),
      { title: say('overall') },
    ],
    rows: tableRows(view, language).map(({ kind, key, title, counts }) => ({
      key: kind === 'row' ? key : kind,
      head: title,
      isSum: kind === 'total' || kind === 'direct',
      cells: [
        ...steps.map((step) => ({
          text: formatCount(counts[step], language),
          raw: counts[step],
          ...(step === 'impressions' ? {} : { note: rateCell(rateOf(counts, step)) }),
        })),
        rateCell(ofImpressions(counts, 'paid')),
      ],
    })),
  };
}
