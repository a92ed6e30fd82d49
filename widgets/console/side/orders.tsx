import type {
  ConversationDetails,
  DetailDispute,
  DetailOrder,
  DetailPayment,
  DetailRefund,
} from '../../../src/bot/console/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatDay, formatInstant, formatMoney } from '../../ui/money.ts';
import { ask } from '../actions.ts';
import { useDesk } from '../context.ts';
import { refundableOf } from '../places.ts';
import { consoleText } from '../text.ts';
import { disputeWords, orderWords, paymentWords, refundWords, wordOf } from '../words.ts';
import { Part } from './part.tsx';

/** What the learner ordered, each with how it was paid and what went back. */
export function Orders({ orders }: Pick<ConversationDetails, 'orders'>) {
  const say = useSay(consoleText);
  return (
    <Part name="orders" count={orders.length}>
      {orders.length === 0 ? <p class="faint">{say('noOrders')}</p> : null}
      <ul class="orders">
        {orders.map((order) => (
          <Order key={order.orderId} order={order} />
        ))}
      </ul>
    </Part>
  );
}

function Order({ order }: { order: DetailOrder }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { payment } = order;
  const mayRefund = payment !== null && refundableOf(state.details).includes(order);
  return (
    <li class="order" data-status={order.status}>
      <p class="row">
        <strong class="number">{formatMoney(order.totalMinor, order.currency, language)}</strong>
        <span class={`state ${order.status}`}>{wordOf(orderWords, order.status, say)}</span>
      </p>
      {order.lines.map((line) => (
        <p key={line.orderLineId}>{line.title}</p>
      ))}
      {payment === null ? null : <Payment payment={payment} />}
      <p class="row">
        <span class="meta number">
          {order.orderNumber} · {formatInstant(order.createdAtMs, language, 'full')}
        </span>
        {mayRefund ? (
          <button
            type="button"
            class="quiet small"
            onClick={() => ask(desk, { name: 'refund', about: payment.paymentId })}
          >
            {say('refund')}
          </button>
        ) : null}
      </p>
    </li>
  );
}

const methods = ['alipay', 'wechat_pay', 'card', 'wallet'] as const;

function Payment({ payment }: { payment: DetailPayment }) {
  const say = useSay(consoleText);
  const { status, method, failureCode, amountMinor } = payment;
  const known = methods.find((name) => name === method);
  const way = amountMinor === 0 ? say('freeOfCharge') : known === undefined ? method : say(known);
  return (
    <div class="payment" data-payment={status}>
      <p class="faint">
        {way === null ? null : `${way} · `}
        {wordOf(paymentWords, status, say)}
      </p>
      {failureCode !== null && status !== 'succeeded' ? (
        <p class="faint">{say('lastFailure', { code: failureCode })}</p>
      ) : null}
      {payment.refunds.map((refund) => (
        <Refund key={refund.refundId} refund={refund} />
      ))}
      {payment.disputes.map((dispute) => (
        <Dispute key={dispute.disputeId} dispute={dispute} />
      ))}
    </div>
  );
}

function Refund({ refund }: { refund: DetailRefund }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const { kind, status, arrival, amountMinor, currency } = refund;
  return (
    <div data-refund={status}>
      <p class="row faint">
        <span>
          <Icon name="refund" /> {say(kind === 'surplus' ? 'refundSurplus' : 'refundOrder')} ·{' '}
          {say(refundWords[status] ?? 'refundPending')}
        </span>
        <span class="number">{formatMoney(amountMinor, currency, language)}</span>
      </p>
      {arrival === null ? null : <p class="meta">{arrival.text[language]}</p>}
    </div>
  );
}

function Dispute({ dispute }: { dispute: DetailDispute }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const { status, evidenceDueAtMs, amountMinor, currency } = dispute;
  return (
    <p class="row dispute">
      <span>
        <Icon name="alert" /> {say('dispute')} · {wordOf(disputeWords, status, say)}
        {evidenceDueAtMs === null || status !== 'opened'
          ? null
          : ` · ${say('evidenceBy', { day: formatDay(evidenceDueAtMs, language) })}`}
      </span>
      <span class="number">{formatMoney(amountMinor, currency, language)}</span>
    </p>
  );
}
