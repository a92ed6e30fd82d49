import type { ConversationDetails } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { ask } from '../actions.ts';
import { useDesk } from '../context.ts';
import { resendInvoice } from '../money-actions.ts';
import { consoleText } from '../text.ts';
import { invoiceWords } from '../words.ts';
import { Part } from './part.tsx';

/** Invoices that were asked for: how each stands, and what is done about it. */
export function Invoices({ invoices }: Pick<ConversationDetails, 'invoices'>) {
  if (invoices.length === 0) return null;
  return (
    <Part name="invoices" count={invoices.length}>
      <ul class="orders">
        {invoices.map((invoice) => (
          <Invoice key={invoice.invoiceId} invoice={invoice} />
        ))}
      </ul>
    </Part>
  );
}

function Invoice({ invoice }: { invoice: ConversationDetails['invoices'][number] }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { invoiceId, amountMinor, currency, status, orderNumber, invoiceNumber, createdAtMs } = invoice;
  return (
    <li class="order" data-invoice={status}>
      <p class="row">
        <strong class="number">{formatMoney(amountMinor, currency, language)}</strong>
        <span class={`state ${invoiceClasses[status]}`}>{say(invoiceWords[status])}</span>
      </p>
      {invoiceNumber === null ? null : (
        <p class="number">{say('invoiceNumberIs', { number: invoiceNumber })}</p>
      )}
      <p class="row">
        <span class="meta number">
          {orderNumber} · {formatInstant(createdAtMs, language, 'full')}
        </span>
        {status === 'requested' ? (
          <button
            type="button"
            class="quiet small"
            onClick={() => ask(desk, { name: 'invoice', about: invoiceId })}
          >
            {say('settleInvoice')}
          </button>
        ) : null}
        {status === 'issued' ? (
          <button
            type="button"
            class="quiet small"
            onClick={() => void resendInvoice(desk, invoiceId, say('invoiceResent'))}
          >
            {say('resendInvoice')}
          </button>
        ) : null}
      </p>
    </li>
  );
}

const invoiceClasses = { requested: 'pending', issued: 'paid', declined: 'declined' } as const;
