import type { FunnelAmount, FunnelMoney, FunnelView } from '../../../src/metrics/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatAmount } from '../format.ts';
import { dashboardText } from '../text/shared.ts';

/** What was paid and went back in the period, by currency and by where it came from. */
export function Money({ view }: { view: FunnelView }) {
  const say = useSay(dashboardText);
  return (
    <section class="card money" aria-labelledby="money">
      <div class="card-head">
        <h2 id="money">{say('moneyHeading')}</h2>
        <p class="faint">{say(view.money.length === 0 ? 'noMoney' : 'moneyMore')}</p>
      </div>
      {view.money.map((money) => (
        <CurrencyTable key={money.currency} money={money} />
      ))}
    </section>
  );
}

const sources = [
  ['periodImpressionsMinor', 'fromPeriod'],
  ['otherImpressionsMinor', 'fromOther'],
  ['withoutImpressionMinor', 'direct'],
] as const;

function CurrencyTable({ money: { currency, paid, refunded } }: { money: FunnelMoney }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  const amounts = (part: keyof FunnelAmount) => (
    <>
      <td>{formatAmount(paid[part], currency, language)}</td>
      <td>{formatAmount(refunded[part], currency, language)}</td>
      <td>{formatAmount(paid[part] - refunded[part], currency, language)}</td>
    </>
  );
  return (
    <section class="scroll" aria-label={currency} {...{ tabIndex: 0 }}>
      <table data-currency={currency}>
        <caption class="unseen">
          {say('moneyHeading')} {currency}
        </caption>
        <thead>
          <tr>
            <th scope="col">{currency}</th>
            <th scope="col">{say('moneyPaid')}</th>
            <th scope="col">{say('moneyRefunded')}</th>
            <th scope="col">{say('moneyNet')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map(([part, name]) => (
            <tr key={part} data-part={part}>
              <th scope="row">{say(name)}</th>
              {amounts(part)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-part="totalMinor">
            <th scope="row">{say('total')}</th>
            {amounts('totalMinor')}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
