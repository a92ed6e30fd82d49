import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { safeUrl } from '../ui/safe-url.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { begin } from './start.ts';
import { Summary } from './summary.tsx';
import type { StageProps } from './way-out.tsx';

/** Paid, by the server's word: what was bought and the way into it. */
export function Paid({ flow, state, view, shopper, onClose }: StageProps) {
  const say = useSay(checkoutText);
  const { beforeTopUp } = state;
  return (
    <section class="stage paid">
      <span class="done" aria-hidden="true">
        <Icon name="check" />
      </span>
      <h3 id="stage-title" tabIndex={-1}>
        {say(view.topUp ? 'topUpDone' : view.totalMinor === 0 ? 'grantedHeading' : 'paidHeading')}
      </h3>
      <p>{say(view.topUp ? 'topUpDoneMore' : 'paidMore')}</p>
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
      {view.topUp && beforeTopUp ? (
        <button
          type="button"
          class="primary wide"
          onClick={() => void begin(flow, { kind: 'checkout', checkoutId: beforeTopUp }, shopper)}
        >
          {say('topUpResume')}
        </button>
      ) : null}
      <button type="button" class="wide" onClick={onClose}>
        {say('backToChat')}
      </button>
    </section>
  );
}
