import type { CheckoutView } from '../../src/checkout/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { checkoutText } from '../ui/text/checkout.ts';

/** What is bought and what it comes to, as the server says. */
export function Summary({ view }: { view: CheckoutView }) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const money = (amountMinor: number) => formatMoney(amountMinor, view.currency, language);
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
      </ul>
      <p class="faint tax">
        {view.taxMinor > 0 ? `${say('taxIncluded', { amount: money(view.taxMinor) })} · ` : ''}
        {say('seller')} {view.sellerName}
      </p>
    </section>
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
          <span>{view.lines.map(({ title }) => title).join(' · ')}</span>
          <strong class="price">{formatMoney(view.totalMinor, view.currency, language)}</strong>
        </li>
      </ul>
    </section>
  );
}
