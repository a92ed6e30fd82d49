import { z } from 'zod';
import { reportRisk } from '../../risk/index.ts';
import { type Action, flag, misused, readOptions } from './command-options.ts';

export const REPORT_HELP = `  tilltalk risk report --from DATE [--to DATE] [--json]
      drift of features and score against the period before, alert rate, calibration, delay of labels`;

const Options = z.object({
  from: z.iso.date('must be a date such as 2026-03-01'),
  to: z.iso.date('must be a date such as 2026-03-01').optional(),
  json: flag,
});

/** `tilltalk risk report`: how the judgements of a period differ from those before it. */
export const runReport: Action = async (args, context) => {
  const given = readOptions(args, Options);
  if (Array.isArray(given)) return misused(context, 'risk', given);
  const fromMs = Date.parse(given.options.from);
  const toMs = given.options.to === undefined ? context.clock.nowMs() : Date.parse(given.options.to);
  if (!(toMs > fromMs)) return misused(context, 'risk', ['--to must be after --from.']);
  const { query } = await context.openDatabase();
  const report = await reportRisk(query, { period: { fromMs, toMs }, livemode: context.livemode });
  if (given.options.json) {
    context.print(JSON.stringify(report));
    return 0;
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  context.print(`presses      ${report.presses}, before ${report.referencePresses}`);
  context.print(`alert rate   ${percent(report.alertRate)}, before ${percent(report.referenceAlertRate)}`);
  const delay = report.labelDelayDays;
  context.print(
    `label delay  ${delay === null ? 'no labels yet' : `half within ${delay.p50.toFixed(1)} days, nine tenths within ${delay.p90.toFixed(1)}`}`,
  );
  for (const { score, fraudShare, presses } of report.calibration)
    context.print(`calibration  score ${score.toFixed(3)}: ${percent(fraudShare)} fraud of ${presses}`);
  const drift = Object.entries(report.drift).sort((one, other) => other[1] - one[1]);
  for (const [name, index] of drift)
    context.print(`drift        ${name.padEnd(26)}${index.toFixed(3)}${index > 0.25 ? '  moved' : ''}`);
  return 0;
};
