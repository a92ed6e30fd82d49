import type { ReceiptCard } from '../../../src/bot/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { safeUrl } from '../../ui/safe-url.ts';
import { cardText } from '../../ui/text/cards.ts';
import { useOrder } from '../orders.ts';
import { OrderMark } from './orders.tsx';
import { ReceiptLink } from './receipt-link.tsx';

const methods = ['alipay', 'wechat_pay', 'card'] as const;

/** What proves the payment: items, total, tax, numbers, seller, and the way to the content. */
export function ReceiptCardView({ card }: { card: ReceiptCard }) {
  const say = useSay(cardText);
  const language = useLanguage();
  const order = useOrder(card.orderNumber);
  const isReturned = order?.status === 'refunded' || order?.isRefunding === true;
  const money = (amountMinor: number) => formatMoney(amountMinor, card.currency, language);
  return (
    <article class="card receipt">
      <header>
        <h3>
          <Icon name="check" />
          {say('receipt')}
          {order && isReturned ? <OrderMark order={order} /> : null}
        </h3>
        <strong class="price">{money(card.totalMinor)}</strong>
      </header>
      {card.livemode ? null : <p class="test-mark">{say('testMode')}</p>}
      <ul class="lines">
        {card.lines.map((line) => (
          <li key={line.productId}>
            <span>{line.title}</span>
            <span>{money(line.totalMinor)}</span>
          </li>
        ))}
        <li class="sum">
          <span>{say('total')}</span>
          <span>{money(card.totalMinor)}</span>
        </li>
      </ul>
      {card.taxMinor > 0 ? (
        <p class="faint tax">{say('taxIncluded', { amount: money(card.taxMinor) })}</p>
      ) : null}
      <Facts card={card} />
      <ReceiptLink orderId={card.orderId} orderNumber={card.orderNumber} />
      {isReturned
        ? null
        : card.lines.map((line) => (
            <StartLink key={line.productId} title={line.title} startUrl={line.startUrl} />
          ))}
    </article>
  );
}

function Facts({ card }: { card: ReceiptCard }) {
  const say = useSay(cardText);
  const language = useLanguage();
  const method = methods.find((known) => known === card.method);
  const facts = [
    [say('orderNumber'), card.orderNumber],
    [say('gatewayReference'), card.gatewayReference],
    [say('paidWith'), method ? say(method) : card.method],
    [say('paidAt'), formatInstant(card.paidAtMs, language, 'full')],
    [say('seller'), card.sellerName],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** Leads to the content at the host platform, in the place of the host page. */
export function StartLink({ title, startUrl }: { title: string; startUrl: string | null }) {
  const say = useSay(cardText);
  const url = safeUrl(startUrl);
  if (url === null) return null;
  return (
    <a class="button primary wide" href={url} target="_top" aria-label={say('startItem', { title })}>
      {say('startLearning')}
    </a>
  );
}
