import { useState } from 'preact/hooks';
import type { DecideCaseBody } from '../../../src/bot/console/wire.ts';
import type { Refusal } from '../../staff/staff-call.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { useDesk } from '../context.ts';
import { decideCase } from '../money-actions.ts';
import { consoleText } from '../text.ts';
import { Choice, Field } from './ask-form.tsx';
import type { CaseProps } from './case-props.ts';

/** Ends a case; upholding one about a payment gives the money back. The learner is told in the agent's words. */
export function CaseDecision({ shown, onChange }: CaseProps) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const [message, setMessage] = useState('');
  const [givesMoney, setGivesMoney] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { paymentId, amountMinor, currency } = shown;
  const gives = paymentId !== null && givesMoney;
  const isReady = message.trim() !== '';
  const decide = async (outcome: DecideCaseBody['outcome']) => {
    if (!isReady) return;
    const refund = gives ? {} : ('none' as const);
    const answer = await decideCase(desk, shown.caseId, {
      outcome,
      ...(outcome === 'upheld' ? { refund } : {}),
      message: message.trim(),
    });
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) onChange(answer.value);
  };
  return (
    <div class="ask">
      {paymentId === null ? null : (
        <fieldset>
          <legend>{say('caseMoney')}</legend>
          <Choice name="money" isChosen={givesMoney} onChoose={() => setGivesMoney(true)}>
            {say('caseAll')}
          </Choice>
          <Choice name="money" isChosen={!givesMoney} onChoose={() => setGivesMoney(false)}>
            {say('caseNone')}
          </Choice>
        </fieldset>
      )}
      <Field label={say('caseMessage')}>
        <textarea
          rows={2}
          maxLength={500}
          value={message}
          onInput={(event) => setMessage(event.currentTarget.value)}
        />
      </Field>
      <p class="wrong" role="alert">
        {refusal?.message[language]}
      </p>
      <p class="row-start">
        <button type="button" class="primary" aria-disabled={!isReady} onClick={() => void decide('upheld')}>
          {gives && amountMinor !== null && currency !== null
            ? say('upholdMoney', { amount: formatMoney(amountMinor, currency, language) })
            : say('uphold')}
        </button>
        <button type="button" aria-disabled={!isReady} onClick={() => void decide('declined')}>
          {say('declineCase')}
        </button>
      </p>
    </div>
  );
}
