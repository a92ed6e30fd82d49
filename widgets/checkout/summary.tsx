import type { CheckoutView } from '../../src/checkout/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { restMinorOf } from './stage.ts';

/** What is bought and what it comes to, as the server says. */
export function Summary({ view }: { view: CheckoutView }) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const money = (amountMinor: number) => formatMoney(amountMinor, view.currency, language);
  const usedMinor = view.status === 'complete' ? (view.wallet?.usedMinor ?? 0) : 0;
  return (
    <section class="summary" aria-label={say('item')}>
      <ul class="lines">
        {view.lines.map((line) => (
          <li key={line.productId}>
            <span>
              <span class="meta">{say(line.kind)}</span>
              {line.title}
            </span>
            <span>{money(line.amountMinor)}</span>
          </li>
        ))}
        {view.topUp ? <TopUpLine view={view} /> : null}
        {view.discountMinor > 0 ? (
          <li>
            <span>
              {say('discount')}
              {view.coupon ? ` · ${view.coupon.code}` : ''}
            </span>
            <span>−{money(view.discountMinor)}</span>
          </li>
        ) : null}
        <li class="sum">
          <span>{say('total')}</span>
          <strong class="price">{money(view.totalMinor)}</strong>
        </li>
        {usedMinor > 0 ? (
          <li>
            <span>{say('fromBalance')}</span>
            <span>−{money(usedMinor)}</span>
          </li>
        ) : null}
      </ul>
      <p class="faint tax">
        {view.taxMinor > 0 ? `${say('taxIncluded', { amount: money(view.taxMinor) })} · ` : ''}
        {say('seller')} {view.sellerName}
      </p>
    </section>
  );
}

function TopUpLine({ view }: { view: CheckoutView }) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const money = (amountMinor: number) => formatMoney(amountMinor, view.currency, language);
  const bonusMinor = view.topUp?.bonusMinor ?? 0;
  return (
    <li>
      <span>
        {say('topUpName')}
        {bonusMinor > 0 ? (
          <small class="meta">{say('topUpBonus', { amount: money(bonusMinor) })}</small>
        ) : null}
      </span>
      <span>{money(view.subtotalMinor)}</span>
    </li>
  );
}

/** The same in one line, where something else has the floor. */
export function BriefSummary({ view }: { view: CheckoutView }) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  return (
    <section class="summary small" aria-label={say('item')}>
      <ul class="lines">
        <li>
          <span>{view.topUp ? say('topUpName') : view.lines.map(({ title }) => title).join(' · ')}</span>
          <strong class="price">{formatMoney(restMinorOf(view), view.currency, language)}</strong>
        </li>
      </ul>
    </section>
  );
}
