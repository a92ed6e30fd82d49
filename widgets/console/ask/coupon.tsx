import { useState } from 'preact/hooks';
import type { SendCouponBody } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { sendCoupon } from '../money-actions.ts';
import { parseMinor } from '../parse-minor.ts';
import { consoleText } from '../text.ts';
import { AskForm, Choice, Field } from './ask-form.tsx';
import { useAskSupervisor } from './supervisor.tsx';

const currencies = ['CNY', 'USD'] as const;
const daysFirst = 7;

interface Terms {
  readonly kind: 'percent' | 'amount';
  readonly value: string;
  readonly currency: string;
  readonly days: number;
  readonly reason: string;
}

/** What a coupon takes off as a whole number, percent or minor units; null while it is none. */
function numberOf({ kind, value, currency }: Terms): number | null {
  const number = kind === 'percent' ? Number(value) : parseMinor(value, currency);
  if (number === null || !Number.isInteger(number) || number < 1) return null;
  return kind === 'percent' && number > 100 ? null : number;
}

/** A coupon of one use for this learner: so much percent, or an amount. */
export function AskCoupon() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const [terms, setTerms] = useState<Terms>({
    kind: 'percent',
    value: '10',
    currency: state.details?.orders[0]?.currency ?? currencies[0],
    days: daysFirst,
    reason: '',
  });
  const supervisor = useAskSupervisor();
  const { kind, value, currency, days, reason } = terms;
  const { openId } = state;
  if (openId === null) return null;
  const number = numberOf(terms);
  const isReady = number !== null && reason.trim() !== '' && days >= 1;
  const amount = kind === 'percent' ? `${value}%` : formatMoney(number ?? 0, currency, language);
  const submit = async () => {
    if (!isReady) return null;
    const body: SendCouponBody = {
      ...(kind === 'percent' ? { percentOff: number } : { amountMinor: number }),
      currency,
      daysValid: days,
      reason: reason.trim(),
    };
    if (supervisor.isAsked) return supervisor.ask({ kind: 'coupon', coupon: body }, amount);
    const answer = await sendCoupon(desk, openId, body);
    if (!answer.ok) return supervisor.offer(answer);
    tell(desk, say('couponSent', { code: answer.value.code }));
    return { ok: true } as const;
  };
  const confirm = say('confirmCoupon', { amount });
  return (
    <AskForm
      heading={say('sendCoupon')}
      more={say('sendCouponMore')}
      isReady={isReady && supervisor.isReady}
      confirm={supervisor.isAsked ? say('askSupervisor', { amount }) : confirm}
      onConfirm={submit}
    >
      <TermsFields terms={terms} isGood={number !== null} onChange={setTerms} />
      {supervisor.field}
    </AskForm>
  );
}

interface TermsFieldsProps {
  readonly terms: Terms;
  readonly isGood: boolean;
  readonly onChange: (terms: Terms) => void;
}

function TermsFields({ terms, isGood, onChange }: TermsFieldsProps) {
  const say = useSay(consoleText);
  const change = (to: Partial<Terms>) => onChange({ ...terms, ...to });
  return (
    <>
      <fieldset>
        <legend>{say('couponKind')}</legend>
        <Choice name="kind" isChosen={terms.kind === 'percent'} onChoose={() => change({ kind: 'percent' })}>
          {say('couponPercent')}
        </Choice>
        <Choice name="kind" isChosen={terms.kind === 'amount'} onChoose={() => change({ kind: 'amount' })}>
          {say('couponAmount')}
        </Choice>
      </fieldset>
      <div class="fields">
        <Field label={say(terms.kind)}>
          <input
            inputMode="decimal"
            value={terms.value}
            aria-invalid={!isGood}
            onInput={(event) => change({ value: event.currentTarget.value })}
          />
        </Field>
        <Field label={say('currency')}>
          <select
            value={terms.currency}
            onChange={(event) => change({ currency: event.currentTarget.value })}
          >
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </Field>
        <Field label={say('daysValid')}>
          <input
            type="number"
            min={1}
            max={365}
            value={terms.days}
            onInput={(event) => change({ days: Math.trunc(Number(event.currentTarget.value)) })}
          />
        </Field>
      </div>
      <Field label={say('reason')}>
        <input
          maxLength={200}
          value={terms.reason}
          onInput={(event) => change({ reason: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
