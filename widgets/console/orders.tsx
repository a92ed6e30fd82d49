import type { ConsolePayment, ConsoleThread } from '../../src/bot/handoff/wire.ts';
import type { OrderView } from '../../src/checkout/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant, formatMoney } from '../ui/money.ts';
import { Part } from './part.tsx';
import { type ConsoleKey, consoleText } from './text.ts';

const orderWords: Readonly<Record<string, ConsoleKey>> = {
  pending: 'orderPending',
  paid: 'orderPaid',
  canceled: 'orderCanceled',
  refunded: 'orderRefunded',
};

const paymentWords: Readonly<Record<string, ConsoleKey>> = {
  created: 'payCreated',
  requires_action: 'payRequiresAction',
  processing: 'payProcessing',
  authorized: 'payAuthorized',
  succeeded: 'paySucceeded',
  partially_refunded: 'payPartiallyRefunded',
  refunded: 'payRefunded',
  disputed: 'payDisputed',
  failed: 'payFailed',
  canceled: 'payCanceled',
};

const refundWords: Readonly<Record<string, ConsoleKey>> = {
  succeeded: 'refundSucceeded',
  failed: 'refundFailed',
  manual: 'refundManual',
};

/** What the learner ordered, each with how it was paid and what went back. */
export function Orders({ thread: { orders, payments } }: { thread: ConsoleThread }) {
  const say = useSay(consoleText);
  return (
    <Part name="orders">
      {orders.length === 0 ? <p class="faint">{say('noOrders')}</p> : null}
      <ul class="orders">
        {orders.map((order) => (
          <Order
            key={order.orderId}
            order={order}
            payment={payments.find(({ orderNumber }) => orderNumber === order.orderNumber)}
          />
        ))}
      </ul>
    </Part>
  );
}

function Order({ order, payment }: { order: OrderView; payment: ConsolePayment | undefined }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const word = orderWords[order.status];
  return (
    <li class="order" data-status={order.status}>
      <p class="row">
        <strong class="number">{formatMoney(order.totalMinor, order.currency, language)}</strong>
        <span class={`state ${order.status}`}>{word ? say(word) : order.status}</span>
      </p>
      {order.lines.map((line) => (
        <p key={line.productId}>{line.title}</p>
      ))}
      {payment ? <Payment payment={payment} /> : null}
      <p class="meta number">
        {order.orderNumber} · {formatInstant(order.createdAtMs, language, 'full')}
      </p>
    </li>
  );
}

const methods = ['alipay', 'wechat_pay', 'card'] as const;

function Payment({ payment }: { payment: ConsolePayment }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const { status, method, currency, failureCode, amountMinor } = payment;
  const known = methods.find((name) => name === method);
  const word = paymentWords[status];
  return (
    <div class="payment" data-payment={status}>
      <p class="faint">
        {amountMinor === 0 ? say('freeOfCharge') : known ? say(known) : method} · {word ? say(word) : status}
      </p>
      {failureCode !== null && status !== 'succeeded' ? (
        <p class="faint">{say('lastFailure', { code: failureCode })}</p>
      ) : null}
      {payment.refunds.map((refund) => (
        <p class="row faint" key={refund.refundId}>
          <span>
            <Icon name="refund" /> {say(refund.kind === 'surplus' ? 'refundSurplus' : 'refundOrder')} ·{' '}
            {say(refundWords[refund.status] ?? 'refundPending')}
          </span>
          <span class="number">{formatMoney(refund.amountMinor, currency, language)}</span>
        </p>
      ))}
    </div>
  );
}
