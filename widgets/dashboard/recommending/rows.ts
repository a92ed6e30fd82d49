import type { Language } from '../../../src/identity/wire.ts';
import type { FunnelCounts, FunnelView } from '../../../src/metrics/wire.ts';
import { textOf } from '../../ui/text/say.ts';
import { type DashboardKey, dashboardText } from '../text/shared.ts';

/** The steps of the funnel in order; each one's conversion is its share of the one before. */
export const steps = ['impressions', 'opened', 'pressed', 'paid', 'refunded'] as const;
export type FunnelStep = (typeof steps)[number];

/** Counts of which the impressions may be missing: what was bought without a recommendation. */
type Counts = Omit<FunnelCounts, 'impressions'> & { readonly impressions: number | null };

interface TableRow {
  readonly kind: 'row' | 'rest' | 'total' | 'direct';
  readonly key: string;
  readonly title: string;
  readonly counts: Counts;
}

/** Every row of the answer as it is shown and downloaded, the sums last. */
export function tableRows(view: FunnelView, language: Language): TableRow[] {
  const say = (key: DashboardKey, values = {}) => textOf(dashboardText[key], language, values);
  const direct: Counts = { ...view.withoutImpression, impressions: null };
  const rows = view.rows.map(
    (row): TableRow => ({ kind: 'row', key: row.key, title: titleOf(view, row, language), counts: row }),
  );
  const rest: TableRow[] = view.rest
    ? [{ kind: 'rest', key: '', title: say('rest', { count: view.rest.rowsCount }), counts: view.rest }]
    : [];
  return [
    ...rows,
    ...rest,
    { kind: 'total', key: '', title: say('total'), counts: view.total },
    { kind: 'direct', key: '', title: say('direct'), counts: direct },
  ];
}

/** The words for a row: a product's title, a channel's or language's name, a day as it is. */
export function titleOf(
  { breakdown }: Pick<FunnelView, 'breakdown'>,
  { key, label }: { readonly key: string; readonly label: string | null },
  language: Language,
): string {
  if (breakdown === 'product') return label ?? textOf(dashboardText.goneProduct, language, { key });
  if (breakdown === 'day' || !(key in dashboardText)) return key;
  return textOf(dashboardText[key as DashboardKey], language);
}

/** A step's share of the step before it; null when there is nothing to divide by. */
export function rateOf(counts: Counts, step: FunnelStep): number | null {
  const before = steps[steps.indexOf(step) - 1];
  return before === undefined ? null : shareOf(counts[step], counts[before]);
}

/** A step's share of the impressions. */
export function ofImpressions(counts: Counts, step: FunnelStep): number | null {
  return shareOf(counts[step], counts.impressions);
}

function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
