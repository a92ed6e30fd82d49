import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { changeCoupon } from './change-coupon.ts';
import { type StageProps, Trouble } from './way-out.tsx';

/** A code that makes the order cheaper: asked for on demand, and said with what it saves once it is taken. */
export function Coupon({ flow, state, view }: StageProps) {
  const say = useSay(checkoutText);
  const [isOpen, setIsOpen] = useState(false);
  const [trouble, setTrouble] = useState<{ zh: string; en: string } | null>(null);
  const taken = view.coupon?.code;
  const box = useMovingFocus(taken);
  // A total that is fixed, and what is free anyway, leave nothing to change.
  if (view.status !== 'open' || view.subtotalMinor === 0) return null;

  const isBusy = state.busy === 'coupon';
  const change = async (to: string | null) => {
    if (isBusy) return;
    setTrouble(null);
    const refusal = await changeCoupon(flow, view.checkoutId, to);
    if (refusal) setTrouble(refusal);
    else setIsOpen(false);
  };
  return (
    <div class="coupon" ref={box}>
      {taken ? (
        <Taken {...{ view, isBusy }} onRemove={() => void change(null)} />
      ) : isOpen ? (
        <CodeForm isBusy={isBusy} isWrong={trouble !== null} onApply={(code) => void change(code)} />
      ) : (
        <button type="button" class="link" data-rest aria-expanded={false} onClick={() => setIsOpen(true)}>
          {say('couponAsk')}
        </button>
      )}
      {trouble ? <Trouble message={trouble} /> : null}
    </div>
  );
}

interface TakenProps {
  view: CheckoutView;
  isBusy: boolean;
  onRemove: () => void;
}

function Taken({ view, isBusy, onRemove }: TakenProps) {
  const say = useSay(checkoutText);
  const amount = formatMoney(view.discountMinor, view.currency, useLanguage());
  return (
    <p class="coupon-taken">
      <Icon name="check" />
      <span role="status" tabIndex={-1} data-rest>
        {say('couponTaken', { amount })}
      </span>
      <button type="button" class="link" aria-disabled={isBusy} onClick={onRemove}>
        {say('couponRemove')}
      </button>
    </p>
  );
}

interface CodeFormProps {
  isBusy: boolean;
  isWrong: boolean;
  onApply: (code: string) => void;
}

/** A form of its own: Enter in it must never press pay. */
function CodeForm({ isBusy, isWrong, onApply }: CodeFormProps) {
  const say = useSay(checkoutText);
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), [isWrong]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) onApply(code.trim());
      }}
    >
      <label for="coupon-code">{say('couponCode')}</label>
      <div class="coupon-row">
        <input
          id="coupon-code"
          ref={input}
          value={code}
          maxLength={64}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={isWrong}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <button type="submit" aria-disabled={isBusy || !code.trim()}>
          {say(isBusy ? 'paying' : 'couponApply')}
        </button>
      </div>
    </form>
  );
}

/** What had the focus is gone once a code is taken or taken off: it goes on to what stands there now. */
function useMovingFocus(taken: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(taken);
  useLayoutEffect(() => {
    if (before.current === taken) return;
    before.current = taken;
    box.current?.querySelector<HTMLElement>('[data-rest]')?.focus();
  }, [taken]);
  return box;
}
