import type { OrdersCard } from '../../../src/bot/wire.ts';
import type { OrderView } from '../../../src/checkout/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { safeUrl } from '../../ui/safe-url.ts';
import { cardText } from '../../ui/text/cards.ts';
import { useOrder } from '../orders.ts';
import { ReceiptLink } from './receipt-link.tsx';

const words = {
  pending: 'orderPending',
  paid: 'orderPaid',
  canceled: 'orderCanceled',
  refunded: 'orderRefunded',
} as const;

/** The learner's orders, newest as the server sends them. */
export function OrdersCardView({ card }: { card: OrdersCard }) {
  const say = useSay(cardText);
  return (
    <article class="card orders">
      <h3>{say('orders')}</h3>
      {card.orders.length === 0 ? <p class="faint">{say('noOrders')}</p> : null}
      <ul>
        {card.orders.map((order) => (
          <Order key={order.orderId} order={order} />
        ))}
      </ul>
    </article>
  );
}

function Order({ order: shown }: { order: OrderView }) {
  const say = useSay(cardText);
  // What became of it since the card was written.
  const order = useOrder(shown.orderNumber) ?? shown;
  const language = useLanguage();
  return (
    <li>
      <p class="order-head">
        <span class="faint">{formatInstant(order.createdAtMs, language, 'full')}</span>
        <OrderMark order={order} />
      </p>
      {order.lines.map((line) => {
        const url = order.status === 'paid' && !order.isRefunding ? safeUrl(line.startUrl) : null;
        return (
          <p class="order-line" key={line.productId}>
            <span>{line.title}</span>
            {url ? (
              <a href={url} target="_top" aria-label={say('startItem', { title: line.title })}>
                {say('startLearning')}
              </a>
            ) : null}
          </p>
        );
      })}
      <p class="order-head">
        <span class="faint number">{order.orderNumber}</span>
        <strong>{formatMoney(order.totalMinor, order.currency, language)}</strong>
      </p>
      {order.paidAtMs === null ? null : (
        <ReceiptLink orderId={order.orderId} orderNumber={order.orderNumber} />
      )}
    </li>
  );
}

/** How an order stands, in a word. */
export function OrderMark({ order }: { order: Pick<OrderView, 'status' | 'isRefunding'> }) {
  const say = useSay(cardText);
  if (order.isRefunding) return <span class="mark pending">{say('orderRefunding')}</span>;
  return <span class={`mark ${order.status}`}>{say(words[order.status])}</span>;
}
