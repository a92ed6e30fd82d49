import { useEffect, useState } from 'preact/hooks';
import type { InvoiceView } from '../../../src/checkout/invoice/wire.ts';
import type { OrderView } from '../../../src/checkout/wire.ts';
import { dataCalls } from '../../ui/data-api.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { accountText } from '../../ui/text/account.ts';
import { cardText } from '../../ui/text/cards.ts';
import { OrderMark } from '../cards/orders.tsx';
import { ReceiptLink } from '../cards/receipt-link.tsx';
import { useScene } from '../context.ts';
import { askRefund } from '../refund.ts';
import { Invoice } from './invoice.tsx';
import { Trouble } from './trouble.tsx';

interface Known {
  orders: readonly OrderView[];
  hasMore: boolean;
  invoices: readonly InvoiceView[];
}

type Message = { zh: string; en: string };

/** Every order, a page at a time, with its receipt, its refund and its invoice. */
export function AccountOrders() {
  const { chat, state } = useScene();
  const say = useSay(accountText);
  const [known, setKnown] = useState<Known | null>(null);
  const [trouble, setTrouble] = useState<Message | null>(null);
  const { api } = chat.deps;
  const isGuest = state.learner?.isGuest ?? true;

  const read = async (before?: string) => {
    const [page, asked] = await Promise.all([api.readOrders(before), dataCalls(api).readInvoices()]);
    if (!page.ok) return setTrouble(page.message);
    setTrouble(null);
    const invoices = asked.ok ? asked.value.invoices : (known?.invoices ?? []);
    const earlier = before === undefined ? [] : (known?.orders ?? []);
    setKnown({ orders: [...earlier, ...page.value.orders], hasMore: page.value.hasMore, invoices });
  };
  useEffect(() => {
    if (!isGuest) void read();
  }, [isGuest]);

  if (isGuest) return <p class="faint">{say('signInFirst')}</p>;
  if (trouble) return <Trouble message={trouble} onAgain={() => void read()} />;
  if (!known) {
    return (
      <p class="faint" role="status">
        {say('loading')}
      </p>
    );
  }
  return (
    <>
      {known.orders.length === 0 ? <p class="faint">{say('noOrders')}</p> : null}
      <ul class="order-list">
        {known.orders.map((order) => (
          <Order
            key={order.orderId}
            order={state.orders?.[order.orderNumber] ?? order}
            invoice={known.invoices.find(({ orderId }) => orderId === order.orderId)}
            onInvoice={(invoice) =>
              setKnown({
                ...known,
                invoices: [invoice, ...known.invoices.filter(({ orderId }) => orderId !== invoice.orderId)],
              })
            }
          />
        ))}
      </ul>
      {known.hasMore ? (
        <button type="button" class="wide" onClick={() => void read(known.orders.at(-1)?.orderId)}>
          {say('moreOrders')}
        </button>
      ) : null}
    </>
  );
}

interface OrderProps {
  order: OrderView;
  invoice: InvoiceView | undefined;
  onInvoice: (invoice: InvoiceView) => void;
}

function Order({ order, invoice, onInvoice }: OrderProps) {
  const language = useLanguage();
  const isPaid = order.status === 'paid' && order.totalMinor > 0;
  return (
    <li class="card">
      <p class="order-head">
        <span class="faint">{formatInstant(order.createdAtMs, language, 'full')}</span>
        <OrderMark order={order} />
      </p>
      {order.lines.map((line) => (
        <p class="order-line" key={line.productId}>
          {line.title}
        </p>
      ))}
      <p class="order-head">
        <span class="faint number">{order.orderNumber}</span>
        <strong>{formatMoney(order.totalMinor, order.currency, language)}</strong>
      </p>
      <div class="order-ways">
        {order.paidAtMs === null ? null : (
          <ReceiptLink orderId={order.orderId} orderNumber={order.orderNumber} />
        )}
        {isPaid && !order.isRefunding ? <Refund order={order} /> : null}
        {isPaid || invoice ? <Invoice order={order} invoice={invoice} onInvoice={onInvoice} /> : null}
      </div>
    </li>
  );
}

/** Asked, confirmed in place, and judged by the server as on the card in the thread. */
function Refund({ order }: { order: OrderView }) {
  const { chat, state } = useScene();
  const say = useSay({ ...cardText, ...accountText });
  const language = useLanguage();
  const [isSure, setIsSure] = useState(false);
  const { paymentId, orderNumber: number } = order;
  if (paymentId === null) return null;
  const wish = state.refunds[paymentId];
  const amount = formatMoney(order.totalMinor, order.currency, language);
  const way = say('refundAny');
  if (wish?.stage === 'asked') return <p role="status">{say('refundAsked', { way })}</p>;
  if (!isSure) {
    return (
      <button
        type="button"
        class="link"
        aria-label={say('refundOf', { number })}
        onClick={() => setIsSure(true)}
      >
        {say('refundAsk')}
      </button>
    );
  }
  const isSending = wish?.stage === 'sending';
  return (
    <div class="ask">
      <p>{say('refundConfirm', { amount, way })}</p>
      {wish && 'message' in wish ? <Trouble message={wish.message} /> : null}
      <div class="pair">
        <button
          type="button"
          class="primary"
          aria-disabled={isSending}
          onClick={() => void askRefund(chat.deps, paymentId)}
        >
          {say(isSending ? 'refundSending' : 'refundYes')}
        </button>
        <button type="button" onClick={() => setIsSure(false)}>
          {say('refundNo')}
        </button>
      </div>
    </div>
  );
}
