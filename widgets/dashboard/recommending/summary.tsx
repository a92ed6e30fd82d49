import type { FunnelView } from '../../../src/metrics/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatCount, formatRate } from '../format.ts';
import { dashboardText } from '../text/shared.ts';
import { ofImpressions, rateOf, steps } from './rows.ts';

/** The figures one looks for first: each step's count and its share of the step before, and the overall conversion. */
export function Summary({ view: { total } }: { view: FunnelView }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  return (
    <ul class="summary">
      {steps.map((step) => (
        <li key={step} class="card" data-step={step}>
          <span class="summary-name">{say(step)}</span>
          <strong class="number">{formatCount(total[step], language)}</strong>
          <span class="faint number">
            {step === 'impressions'
              ? '100%'
              : say('ofPreviousShort', { rate: formatRate(rateOf(total, step), language) })}
          </span>
        </li>
      ))}
      <li class="card whole" data-step="overall">
        <span class="summary-name">{say('overall')}</span>
        <strong class="number">{formatRate(ofImpressions(total, 'paid'), language)}</strong>
        <span class="faint">{say('overallMore')}</span>
      </li>
    </ul>
  );
}
