import { useEffect } from 'preact/hooks';
import type { CheckoutCard } from '../../../src/bot/wire.ts';
import type { CheckoutView } from '../../../src/checkout/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { checkoutCardText } from '../../ui/text/checkout-card.ts';
import { beginCheckout, useScene } from '../context.ts';
import { watchCheckout } from '../money.ts';

const words = {
  open: 'checkoutOpen',
  confirmed: 'checkoutPaying',
  complete: 'checkoutPaid',
  refunded: 'checkoutRefunded',
  expired: 'checkoutExpired',
  canceled: 'checkoutCanceled',
} as const;

/** A checkout in the thread, in its present state, with the way back into it. */
export function CheckoutCardView({ card }: { card: CheckoutCard }) {
  const scene = useScene();
  const say = useSay(checkoutCardText);
  const language = useLanguage();
  const { deps } = scene.chat;
  const view = scene.state.checkouts[card.checkoutId];
  const { learner } = scene.state;
  // Another learner has to ask anew.
  useEffect(() => watchCheckout(deps, card.checkoutId), [deps, card.checkoutId, learner]);

  const status = statusOf(view, card, deps.nowMs());
  const canGoOn = status === 'open' || status === 'confirmed';
  return (
    <article class="card checkout-card" data-status={status}>
      <p class="order-head">
        <span class="meta">{say('checkoutCard')}</span>
        <span class={`mark ${status}`}>{say(words[status])}</span>
      </p>
      <h3>{card.title}</h3>
      <div class="product-actions">
        <strong class="price">
          {formatMoney(view?.totalMinor ?? card.totalMinor, card.currency, language)}
        </strong>
        {canGoOn || view?.mayAppeal ? (
          <button
            type="button"
            class={canGoOn ? 'primary' : ''}
            onClick={() => beginCheckout(scene, { kind: 'checkout', checkoutId: card.checkoutId })}
          >
            {say(canGoOn && isUndecided(view) ? 'goPay' : 'viewCheckout')}
          </button>
        ) : null}
      </div>
    </article>
  );
}

/** Pay was pressed but did not lead anywhere yet: the learner may simply go on paying. */
function isUndecided(view: CheckoutView | undefined): boolean {
  return view?.payment?.status !== 'processing';
}

function statusOf(
  view: CheckoutView | undefined,
  card: CheckoutCard,
  nowMs: number,
): CheckoutView['status'] | 'refunded' {
  if (!view) return card.expiresAtMs < nowMs ? 'expired' : 'open';
  if (view.payment?.status === 'refunded') return 'refunded';
  if (view.status === 'confirmed' && isUndecided(view)) return 'open';
  return view.status;
}
