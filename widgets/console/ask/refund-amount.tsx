import type { DetailOrder } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { parseMinor } from '../parse-minor.ts';
import { consoleText } from '../text.ts';
import { Check, Choice, Field } from './ask-form.tsx';

/** How much goes back: all that is left, whole products, or an amount. */
export interface HowMuch {
  readonly kind: 'all' | 'lines' | 'amount';
  readonly lines: readonly string[];
  readonly text: string;
}

/** What it comes to in minor units; null while it is not known or too much. */
export function amountOf({ kind, lines, text }: HowMuch, order: DetailOrder): number | null {
  if (kind === 'all') return order.refundableMinor;
  const amount =
    kind === 'lines'
      ? order.lines
          .filter(({ orderLineId }) => lines.includes(orderLineId))
          .reduce((sum, { refundableMinor }) => sum + refundableMinor, 0)
      : (parseMinor(text, order.currency) ?? 0);
  return amount >= 1 && amount <= order.refundableMinor ? amount : null;
}

interface RefundAmountProps {
  readonly order: DetailOrder;
  readonly much: HowMuch;
  readonly onChange: (much: HowMuch) => void;
}

export function RefundAmount({ order, much, onChange }: RefundAmountProps) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const money = (minor: number) => formatMoney(minor, order.currency, language);
  const choose = (kind: HowMuch['kind']) => onChange({ ...much, kind });
  return (
    <fieldset>
      <legend>{say('refundWhat')}</legend>
      <Choice name="much" isChosen={much.kind === 'all'} onChoose={() => choose('all')}>
        {say('refundAll', { amount: money(order.refundableMinor) })}
      </Choice>
      {order.lines.length > 1 ? (
        <Choice name="much" isChosen={much.kind === 'lines'} onChoose={() => choose('lines')}>
          {say('refundLines')}
        </Choice>
      ) : null}
      {much.kind === 'lines' ? <Lines order={order} much={much} onChange={onChange} /> : null}
      <Choice name="much" isChosen={much.kind === 'amount'} onChoose={() => choose('amount')}>
        {say('refundAmount')}
      </Choice>
      {much.kind === 'amount' ? (
        <div class="indent">
          <Field label={`${say('amount')} (${order.currency})`}>
            <input
              inputMode="decimal"
              value={much.text}
              aria-invalid={much.text !== '' && amountOf(much, order) === null}
              onInput={(event) => onChange({ ...much, text: event.currentTarget.value })}
            />
          </Field>
          {much.text !== '' && amountOf(much, order) === null ? (
            <p class="trouble" role="alert">
              {say('amountWrong', { amount: money(order.refundableMinor) })}
            </p>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}

function Lines({ order, much, onChange }: RefundAmountProps) {
  const say = useSay(consoleText);
  const language = useLanguage();
  return (
    <div class="indent">
      {order.lines
        .filter(({ refundableMinor }) => refundableMinor > 0)
        .map(({ orderLineId, title, refundableMinor }) => (
          <Check
            key={orderLineId}
            isOn={much.lines.includes(orderLineId)}
            onChange={(isOn) => {
              const others = much.lines.filter((id) => id !== orderLineId);
              onChange({ ...much, lines: isOn ? [...others, orderLineId] : others });
            }}
          >
            {title}{' '}
            <span class="faint number">
              {say('refundable', { amount: formatMoney(refundableMinor, order.currency, language) })}
            </span>
          </Check>
        ))}
    </div>
  );
}
