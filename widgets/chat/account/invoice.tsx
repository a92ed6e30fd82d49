import { useId, useState } from 'preact/hooks';
import type { InvoiceView } from '../../../src/checkout/invoice/wire.ts';
import type { OrderView } from '../../../src/checkout/wire.ts';
import { dataCalls, type RequestInvoiceBody } from '../../ui/data-api.ts';
import { useSay } from '../../ui/language.ts';
import { accountText } from '../../ui/text/account.ts';
import { useScene } from '../context.ts';
import { Trouble } from './trouble.tsx';

interface InvoiceProps {
  order: OrderView;
  invoice: InvoiceView | undefined;
  onInvoice: (invoice: InvoiceView) => void;
}

/** How the invoice of an order stands, and the form that asks for it. */
export function Invoice({ order, invoice, onInvoice }: InvoiceProps) {
  const say = useSay(accountText);
  const [isOpen, setIsOpen] = useState(false);
  const { orderNumber: number } = order;
  if (isOpen) {
    const done = (asked: InvoiceView | null) => {
      setIsOpen(false);
      if (asked) onInvoice(asked);
    };
    return <InvoiceForm order={order} invoice={invoice} onDone={done} />;
  }
  const isWaiting = invoice?.status === 'requested';
  return (
    <>
      {invoice ? <p class="faint">{words(invoice, say)}</p> : null}
      {invoice?.status === 'issued' ? null : (
        <button
          type="button"
          class="link"
          aria-label={isWaiting ? undefined : say('invoiceAskOf', { number })}
          onClick={() => setIsOpen(true)}
        >
          {say(isWaiting ? 'invoiceChange' : 'invoiceAsk')}
        </button>
      )}
    </>
  );
}

function words(invoice: InvoiceView, say: ReturnType<typeof useSay<keyof typeof accountText>>): string {
  if (invoice.status === 'issued') return say('invoiceIssued', { number: invoice.invoiceNumber ?? '' });
  if (invoice.status === 'declined') return say('invoiceDeclined');
  return say('invoiceRequested', { email: invoice.email ?? '' });
}

type Field = 'title' | 'taxNumber' | 'email';

interface FormProps {
  order: OrderView;
  invoice: InvoiceView | undefined;
  onDone: (asked: InvoiceView | null) => void;
}

function InvoiceForm({ order, invoice, onDone }: FormProps) {
  const { chat } = useScene();
  const say = useSay(accountText);
  const [buyer, setBuyer] = useState<'person' | 'company'>(invoice?.buyer ?? 'person');
  const [isSending, setIsSending] = useState(false);
  const [message, setMessage] = useState<{ zh: string; en: string } | null>(null);
  const fields: readonly Field[] = buyer === 'company' ? ['title', 'taxNumber', 'email'] : ['title', 'email'];

  const send = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const said = (name: Field) => String(given.get(name) ?? '').trim();
    const shared = { title: said('title'), email: said('email') };
    const taxNumber = said('taxNumber').toUpperCase();
    const body: RequestInvoiceBody =
      buyer === 'company' ? { buyer, ...shared, taxNumber } : { buyer, ...shared };
    setIsSending(true);
    const answer = await dataCalls(chat.deps.api).requestInvoice(order.orderId, body);
    setIsSending(false);
    if (answer.ok) onDone(answer.value);
    else setMessage(answer.message);
  };

  return (
    <form
      class="invoice"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send(event.currentTarget);
      }}
    >
      <fieldset>
        <legend>{say('buyer')}</legend>
        {(['person', 'company'] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name="buyer" checked={buyer === kind} onChange={() => setBuyer(kind)} />
            {say(kind)}
          </label>
        ))}
      </fieldset>
      {fields.map((name) => (
        <InvoiceField key={name} name={name} value={invoice?.[name] ?? ''} />
      ))}
      <p class="faint">{say('invoiceNote')}</p>
      {message ? <Trouble message={message} /> : null}
      <div class="pair">
        <button type="submit" class="primary" aria-disabled={isSending}>
          {say(isSending ? 'sending' : 'invoiceSend')}
        </button>
        <button type="button" onClick={() => onDone(null)}>
          {say('cancel')}
        </button>
      </div>
    </form>
  );
}

function InvoiceField({ name, value: defaultValue }: { name: Field; value: string }) {
  const say = useSay(accountText);
  const id = useId();
  const shared = { id, name, defaultValue, required: true };
  return (
    <div class="field">
      <label htmlFor={id}>{say(name)}</label>
      {name === 'email' ? <input type="email" autocomplete="email" maxLength={254} {...shared} /> : null}
      {name === 'title' ? <input type="text" autocomplete="off" maxLength={100} {...shared} /> : null}
      {name === 'taxNumber' ? (
        <>
          <input
            type="text"
            autocomplete="off"
            maxLength={24}
            pattern="[0-9A-Za-z][0-9A-Za-z\-]{3,22}[0-9A-Za-z]"
            title={say('taxHint')}
            {...shared}
          />
          <span class="faint">{say('taxHint')}</span>
        </>
      ) : null}
    </div>
  );
}
