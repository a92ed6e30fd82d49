import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from './api.ts';
import { type AppealBody, dataCalls } from './data-api.ts';
import type { Refusal } from './http.ts';
import { useLanguage, useSay } from './language.ts';
import { formatDay } from './money.ts';
import { patiently } from './patiently.ts';
import { appealText } from './text/appeal.ts';

interface AppealProps {
  readonly api: Api;
  /** What was refused: the payment of a checkout, or the refund of a payment. */
  readonly checkoutId?: string;
  readonly paymentId?: string;
  /** Refused by the clock: nobody looked in time. */
  readonly isExpired?: boolean;
}

/** Asks a person to look at an automatic refusal; asked twice it is the same appeal (C8). */
export function Appeal({ api, isExpired, ...about }: AppealProps) {
  const say = useSay(appealText);
  const language = useLanguage();
  const [stage, setStage] = useState<'offer' | 'write' | 'sending'>('offer');
  const [text, setText] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const rest = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (stage === 'write' || told !== null) rest.current?.focus();
  }, [stage, told]);
  const send = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === '' || stage === 'sending') return;
    setStage('sending');
    setRefusal(null);
    const body: AppealBody = { ...about, text: text.trim(), language };
    const answer = await patiently(() => dataCalls(api).openAppeal(body));
    if (!answer.ok) {
      setRefusal(answer);
      return setStage('write');
    }
    const { caseNumber, dueAtMs } = answer.value;
    setTold(say('appealSent', { number: caseNumber, day: formatDay(dueAtMs, language) }));
  };
  const rests = (element: HTMLElement | null) => {
    rest.current = element;
  };
  if (told !== null) {
    return (
      <p class="told" role="status" tabIndex={-1} ref={rests}>
        {told}
      </p>
    );
  }
  if (stage === 'offer') {
    return (
      <>
        {isExpired ? <p>{say('reviewExpired')}</p> : null}
        <button type="button" class="wide" onClick={() => setStage('write')}>
          {say('appealAsk')}
        </button>
      </>
    );
  }
  return (
    <form class="appeal" onSubmit={(event) => void send(event)}>
      <label>
        {say('appealWhy')}
        <textarea
          ref={rests}
          rows={3}
          maxLength={1000}
          placeholder={say('appealHint')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {refusal === null ? null : (
        <p class="trouble" role="alert">
          {refusal.message[language]}
        </p>
      )}
      <button type="submit" class="primary wide" aria-disabled={text.trim() === '' || stage === 'sending'}>
        {say(stage === 'sending' ? 'appealSending' : 'appealSend')}
      </button>
    </form>
  );
}
