import type { CheckoutView } from '../../src/checkout/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { safeUrl } from '../ui/safe-url.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { Summary } from './summary.tsx';

/** Paid, by the server's word: what was bought and the way into it. */
export function Paid({ view, onClose }: { view: CheckoutView; onClose: () => void }) {
  const say = useSay(checkoutText);
  return (
    <section class="stage paid">
      <span class="done" aria-hidden="true">
        <Icon name="check" />
      </span>
      <h3 id="stage-title" tabIndex={-1}>
        {say(view.totalMinor === 0 ? 'grantedHeading' : 'paidHeading')}
      </h3>
      <p>{say('paidMore')}</p>
      <Summary view={view} />
      {view.order ? (
        <p class="faint">
          {say('orderNumber')} <span class="number">{view.order.orderNumber}</span>
        </p>
      ) : null}
      {view.access.map(({ productId, title, startUrl }) => {
        const url = safeUrl(startUrl);
        return url ? (
          <a key={productId} class="button primary wide" href={url} target="_top">
            {say('startLearning')}
            {view.access.length > 1 ? ` · ${title}` : ''}
          </a>
        ) : null;
      })}
      <button type="button" class="wide" onClick={onClose}>
        {say('backToChat')}
      </button>
    </section>
  );
}
