/** Two series over the same places: what is in force, and what is tried. Labels are safe to stand in a page. */
export interface Series {
  readonly labels: readonly string[];
  readonly live: readonly number[];
  readonly draft: readonly number[];
}

const WIDTH = 900;
const HEIGHT = 240;
const LEFT = 48;
const BOTTOM = 24;
const TOP = 28;

/** Lines over days. */
export function linePlot(series: Series): string {
  const most = Math.max(1, ...series.live, ...series.draft);
  const step = (WIDTH - LEFT) / Math.max(1, series.labels.length - 1);
  const points = (values: readonly number[]) =>
    values
      .map((value, place) => `${(LEFT + place * step).toFixed(1)},${heightOf(value, most).toFixed(1)}`)
      .join(' ');
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="By day, live and draft">
${axes(most)}${dayLabels(series.labels, step)}
<polyline class="live line" points="${points(series.live)}"/><polyline class="draft line" points="${points(series.draft)}"/>
${legend}</svg>`;
}

function heightOf(value: number, most: number): number {
  return HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
}

function axes(most: number): string {
  return [0, 0.5, 1]
    .map((share) => {
      const y = heightOf(most * share, most);
      return `<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${Math.round(most * share)}</text>`;
    })
    .join('');
}

/** As many as fit beside each other. */
function dayLabels(labels: readonly string[], step: number): string {
  const every = Math.max(1, Math.ceil(90 / step));
  return labels
    .map((label, place) =>
      place % every === 0
        ? `<text x="${LEFT + place * step}" y="${HEIGHT - 6}" text-anchor="${place === 0 ? 'start' : 'middle'}">${label}</text>`
        : '',
    )
    .join('');
}

const legend = `<text x="${LEFT}" y="14"><tspan class="live">■</tspan> live   <tspan class="draft">■</tspan> draft</text>`;

const ROW = 34;
const NAME = 230;

/** A pair of bars for each name. */
export function barPlot(series: Series): string {
  const most = Math.max(1, ...series.live, ...series.draft);
  const height = TOP + series.labels.length * ROW;
  const bar = (kind: 'live' | 'draft', place: number) => {
    const value = series[kind][place] ?? 0;
    const width = Math.max(1, (value / most) * (WIDTH - NAME - 80));
    const y = TOP + place * ROW + (kind === 'live' ? 3 : 16);
    return `<rect class="${kind}" x="${NAME}" y="${y}" width="${width.toFixed(1)}" height="11"/><text x="${NAME + width + 6}" y="${y + 10}">${value}</text>`;
  };
  const rows = series.labels.map(
    (label, place) =>
      `<text x="${NAME - 10}" y="${TOP + place * ROW + 19}" text-anchor="end">${label}</text>${bar('live', place)}${bar('draft', place)}`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="By rule, live and draft">${legend}${rows.join('')}</svg>`;
}
