import { useEffect, useState } from 'preact/hooks';
import type { AllowanceView, DetailOrder, GiveRefundBody } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { giveRefund } from '../money-actions.ts';
import { refundableOf } from '../places.ts';
import { consoleText } from '../text.ts';
import { AskForm, Choice, Field } from './ask-form.tsx';
import { Dialog } from './dialog.tsx';
import { amountOf, type HowMuch, RefundAmount } from './refund-amount.tsx';
import { useAskSupervisor } from './supervisor.tsx';

/** Money back for a payment: which one, how much of it, why; the button says the amount. */
export function AskRefund({ about }: { about: string }) {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const orders = refundableOf(state.details);
  const [paymentId, choosePayment] = useState(about);
  const order = orders.find(({ payment }) => payment?.paymentId === paymentId) ?? orders[0];
  if (order === undefined) {
    return (
      <Dialog heading={say('refund')}>
        <p>{say('nothingToRefund')}</p>
      </Dialog>
    );
  }
  return (
    <RefundOf
      key={order.orderId}
      order={order}
      others={about === '' ? orders : []}
      onChoose={(chosen) => choosePayment(chosen.payment?.paymentId ?? '')}
    />
  );
}

interface RefundOfProps {
  readonly order: DetailOrder;
  /** From which to choose; none where it was asked for one of them. */
  readonly others: readonly DetailOrder[];
  readonly onChoose: (order: DetailOrder) => void;
}

function RefundOf({ order, others, onChoose }: RefundOfProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const [much, setMuch] = useState<HowMuch>({ kind: 'all', lines: [], text: '' });
  const [reason, setReason] = useState('');
  const { currency } = order;
  const perAction = useAllowance()?.refund.perAction[currency];
  const amountMinor = amountOf(much, order);
  const money = (minor: number) => formatMoney(minor, currency, language);
  const isAbove = perAction !== undefined && amountMinor !== null && amountMinor > perAction;
  const supervisor = useAskSupervisor(isAbove, perAction === undefined ? '' : money(perAction));
  const isReady = amountMinor !== null && reason.trim() !== '' && supervisor.isReady;
  const { openId } = state;
  const submit = async () => {
    if (openId === null || amountMinor === null || order.payment === null) return null;
    const refund: GiveRefundBody = {
      paymentId: order.payment.paymentId,
      ...(much.kind === 'lines' ? { orderLineIds: [...much.lines] } : {}),
      ...(much.kind === 'amount' ? { amountMinor } : {}),
      reason: reason.trim(),
    };
    if (supervisor.isAsked) return supervisor.ask({ kind: 'refund', refund }, money(amountMinor));
    const answer = await giveRefund(desk, openId, refund);
    if (!answer.ok) return supervisor.offer(answer);
    tell(desk, say('refunded', { amount: money(answer.value.amountMinor) }));
    return { ok: true } as const;
  };
  const amount = money(amountMinor ?? 0);
  return (
    <AskForm
      heading={say('refundOf', { number: order.orderNumber })}
      more={say('refundMore')}
      isGrave
      isReady={isReady}
      confirm={say(supervisor.isAsked ? 'askSupervisor' : 'confirmRefund', { amount })}
      onConfirm={submit}
    >
      {others.length > 1 ? <Which order={order} others={others} onChoose={onChoose} /> : null}
      <RefundAmount order={order} much={much} onChange={setMuch} />
      <Field label={say('refundReason')}>
        <input maxLength={120} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
      {supervisor.field}
    </AskForm>
  );
}

function Which({ order, others, onChoose }: RefundOfProps) {
  const say = useSay(consoleText);
  const language = useLanguage();
  return (
    <fieldset>
      <legend>{say('whichPayment')}</legend>
      {others.map((other) => (
        <Choice
          key={other.orderId}
          name="order"
          isChosen={other.orderId === order.orderId}
          onChoose={() => onChoose(other)}
          more={other.lines.map(({ title }) => title).join('、')}
        >
          {formatMoney(other.totalMinor, other.currency, language)} · {other.orderNumber}
        </Choice>
      ))}
    </fieldset>
  );
}

/** What this agent may give alone; null until it is known, and the server decides in any case. */
function useAllowance(): AllowanceView | null {
  const { desk } = useDesk();
  const [allowance, setAllowance] = useState<AllowanceView | null>(null);
  useEffect(() => {
    void desk.calls.allowance().then((answer) => {
      if (answer.ok) setAllowance(answer.value);
    });
  }, [desk]);
  return allowance;
}
