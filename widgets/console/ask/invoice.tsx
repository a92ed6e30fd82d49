import { useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { readDetails } from '../read-all.ts';
import { consoleText } from '../text.ts';
import { AskForm, Choice, Field } from './ask-form.tsx';

/** What became of an invoice: issued under a number, or not issued. The learner is told either way. */
export function AskInvoice({ about }: { about: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [status, setStatus] = useState<'issued' | 'declined'>('issued');
  const [invoiceNumber, setInvoiceNumber] = useState('');
  const invoice = state.details?.invoices.find(({ invoiceId }) => invoiceId === about);
  if (invoice === undefined) return null;
  const settle = async () => {
    const body =
      status === 'issued' ? { status, invoiceNumber: invoiceNumber.trim() } : ({ status } as const);
    const answer = await desk.calls.settleInvoice(about, body);
    if (!answer.ok) return answer;
    tell(desk, say('invoiceSettled'));
    await readDetails(desk);
    return { ok: true } as const;
  };
  return (
    <AskForm
      heading={say('invoiceOf', { number: invoice.orderNumber })}
      more={say('invoiceMore')}
      confirm={say(status === 'issued' ? 'markIssued' : 'markDeclined')}
      isReady={status === 'declined' || invoiceNumber.trim() !== ''}
      isGrave={status === 'declined'}
      onConfirm={settle}
    >
      <fieldset>
        <legend>{say('status')}</legend>
        <Choice name="status" isChosen={status === 'issued'} onChoose={() => setStatus('issued')}>
          {say('invoiceIssued')}
        </Choice>
        <Choice name="status" isChosen={status === 'declined'} onChoose={() => setStatus('declined')}>
          {say('invoiceDeclined')}
        </Choice>
      </fieldset>
      {status === 'issued' ? (
        <Field label={say('invoiceNumber')}>
          <input
            value={invoiceNumber}
            maxLength={64}
            onInput={(event) => setInvoiceNumber(event.currentTarget.value)}
          />
        </Field>
      ) : null}
    </AskForm>
  );
}
