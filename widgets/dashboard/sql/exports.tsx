import type { ExportFormat, ExportName } from '../../../src/metrics/export/wire.ts';
import { useSay } from '../../ui/language.ts';
import type { Period } from '../dashboard.ts';
import { sqlText } from '../text/sql.ts';

const names: readonly ExportName[] = [
  'conversations',
  'payments',
  'refunds',
  'failures',
  'impressions',
  'questions',
  'handoffs',
  'csat',
  'accounting_days',
  'ledger',
];
const formats: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet'];

/** Whole rows of the period as files; the server streams them. */
export function Exports({ period: { from, to, timeZone } }: { period: Period }) {
  const say = useSay(sqlText);
  const href = (name: ExportName, format: ExportFormat) =>
    `/v1/analytics/exports/${name}?${new URLSearchParams({ from, to, timeZone, format })}`;
  return (
    <section class="card exports" aria-labelledby="exports">
      <h2 id="exports">{say('exports')}</h2>
      <p class="faint more">{say('exportsMore')}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <span>{say(name)}</span>
            {formats.map((format) => (
              <a
                key={format}
                class="button"
                href={href(name, format)}
                download
                aria-label={say('exportAs', { what: say(name), format })}
              >
                {format === 'csv' ? 'CSV' : format === 'jsonl' ? 'JSONL' : 'Parquet'}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
