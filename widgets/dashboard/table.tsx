import type { Language } from '../../src/identity/wire.ts';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { csvName, csvOf } from './csv.ts';
import { formatCount, formatRate, ofImpressions, rateOf, steps, type TableRow, tableRows } from './rows.ts';
import { breakdownKeys, dashboardText } from './text.ts';

/** The figures behind the plot, for eyes, screen readers and spreadsheets alike. */
export function FunnelTable({ view }: { view: FunnelView }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  return (
    <section class="card figures" aria-labelledby="figures">
      <div class="card-head">
        <h2 id="figures">{say('tableHeading')}</h2>
        <button type="button" onClick={() => download(view, language)}>
          <Icon name="down" /> {say('download')}
        </button>
      </div>
      {/* A wide table moves inside its frame; the keyboard must be able to move it too. */}
      <section class="scroll" aria-labelledby="figures" {...{ tabIndex: 0 }}>
        <table>
          <caption class="faint">
            {say('tableCaption', { from: view.from, to: view.to, zone: view.timeZone })}
          </caption>
          {view.breakdown === 'none' ? <StepRows view={view} /> : <BreakdownRows view={view} />}
        </table>
      </section>
    </section>
  );
}

/** Without a breakdown the steps are the rows. */
function StepRows({ view }: { view: FunnelView }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  const { total, withoutImpression } = view;
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{say('step')}</th>
          <th scope="col">{say('count')}</th>
          <th scope="col">{say('ofPrevious')}</th>
          <th scope="col">{say('ofImpressions')}</th>
          <th scope="col">{say('direct')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step} data-step={step}>
            <th scope="row">{say(step)}</th>
            <td>{formatCount(total[step], language)}</td>
            <td>{formatRate(rateOf(total, step), language)}</td>
            <td>{formatRate(ofImpressions(total, step), language)}</td>
            <td>{formatCount(step === 'impressions' ? null : withoutImpression[step], language)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}

function BreakdownRows({ view }: { view: FunnelView }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  const rows = tableRows(view, language);
  const isSum = ({ kind }: TableRow) => kind === 'total' || kind === 'direct';
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{say(breakdownKeys[view.breakdown])}</th>
          {steps.map((step) => (
            <th scope="col" key={step}>
              {say(step)}
            </th>
          ))}
          <th scope="col">{say('overall')}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => !isSum(row))
          .map((row) => (
            <Row key={`${row.kind} ${row.key}`} row={row} />
          ))}
      </tbody>
      <tfoot>
        {rows.filter(isSum).map((row) => (
          <Row key={row.kind} row={row} />
        ))}
      </tfoot>
    </>
  );
}

function Row({ row: { kind, key, title, counts } }: { row: TableRow }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  return (
    <tr data-kind={kind} data-key={key}>
      <th scope="row">{title}</th>
      {steps.map((step) => (
        <td key={step}>
          {formatCount(counts[step], language)}
          {step !== 'impressions' && (
            <span class="rate">
              <span class="unseen">{say('ofPrevious')} </span>
              {formatRate(rateOf(counts, step), language)}
            </span>
          )}
        </td>
      ))}
      <td>{formatRate(ofImpressions(counts, 'paid'), language)}</td>
    </tr>
  );
}

function download(view: FunnelView, language: Language): void {
  const url = URL.createObjectURL(new Blob([csvOf(view, language)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = csvName(view);
  link.click();
  URL.revokeObjectURL(url);
}
